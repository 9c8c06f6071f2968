import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { assertFree } from './write-export.ts';
import type { FileMove } from './write-export.ts';

/** Giving finished files their names, each in one step. */

/**
 * @throws AnnalsError FILE_UNWRITABLE if the name is taken by what is not to be replaced; what the
 *   disk reports
 */
export function placeFile({ partial, path }: FileMove, replaces: boolean): void {
  if (replaces || !linkedAs(partial, path)) {
    assertFree(path, replaces);
    renameSync(partial, path);
  }
  syncFolder(dirname(path));
}

/** What became of a file whose program ended while it was placed. */
export type Settled = 'placed' | 'taken' | 'unreachable';

/** Places a file that a program which has ended left on its way, unless that has happened already. */
export function settleFile({ partial, path }: FileMove): Settled {
  try {
    if (!existsSync(partial)) return existsSync(dirname(path)) ? 'placed' : 'unreachable';
    if (!existsSync(path)) {
      renameSync(partial, path);
    } else if (isSameFile(partial, path)) {
      rmSync(partial);
    } else if (isOlder(path, partial)) {
      // The file that was to be replaced; had it not been, there would have been no export.
      renameSync(partial, path);
    } else {
      rmSync(partial);
      return 'taken';
    }
    syncFolder(dirname(path));
    return 'placed';
  } catch {
    return 'unreachable';
  }
}

/** @returns false if the file system has no links (FAT, exFAT); nothing has happened then */
function linkedAs(partial: string, path: string): boolean {
  try {
    linkSync(partial, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') assertFree(path, false);
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') return false;
    throw error;
  }
  rmSync(partial);
  return true;
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [statSync(one), statSync(other)];
  return a.ino === b.ino && a.dev === b.dev;
}

function isOlder(one: string, other: string): boolean {
  return statSync(one).mtimeMs <= statSync(other).mtimeMs;
}

/** Waits until the disk has the names in a folder. Windows has no way to ask for that. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
