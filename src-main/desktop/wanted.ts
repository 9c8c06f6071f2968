import { statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AnnalsError, toFailure } from '#shared/ipc/failure.ts';
import type { Failure } from '#shared/ipc/failure.ts';
import { isStore } from '../store/is-store.ts';
import type { Handover } from './arguments.ts';
import { eventOfLink, isOurLink } from './event-link.ts';

/** What somebody wants who named files or links outside of the window. */
export type Wanted =
  | { readonly kind: 'store'; readonly path: string }
  | { readonly kind: 'event'; readonly id: string }
  | { readonly kind: 'import'; readonly paths: readonly string[] }
  | { readonly kind: 'refused'; readonly error: Failure };

/** Files by this ending are meant as stores, whatever is in them. */
const STORE_ENDING = '.annals';

/**
 * Reads what was named, without trusting any of it: stores and links one by one, all other files
 * and folders as one import.
 */
export function wantedBy({ named, folder }: Handover): Wanted[] {
  const wanted: Wanted[] = [];
  const files: string[] = [];
  for (const name of named) {
    try {
      if (isOurLink(name)) {
        wanted.push({ kind: 'event', id: eventIn(name) });
        continue;
      }
      const path = pathOf(name, folder);
      if (isMeantAsStore(path)) wanted.push({ kind: 'store', path });
      else files.push(path);
    } catch (error) {
      wanted.push({ kind: 'refused', error: toFailure(error) });
    }
  }
  return files.length === 0 ? wanted : [...wanted, { kind: 'import', paths: files }];
}

function eventIn(link: string): string {
  const id = eventOfLink(link);
  if (id !== null) return id;
  throw new AnnalsError(
    'INVALID_INPUT',
    'This is no link to an event.',
    'A link begins with annals://event/ and ends with the id of the event.',
  );
}

/** Where the file is; desktops name files by path or by address. */
function pathOf(name: string, folder: string): string {
  if (/^file:/iu.test(name)) {
    try {
      return fileURLToPath(name);
    } catch {
      throw notThere(name);
    }
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//iu.test(name)) {
    throw new AnnalsError(
      'INVALID_INPUT',
      'Annals does not open addresses of a network.',
      'Save the file on this machine, then open it.',
    );
  }
  return resolve(folder, name);
}

function isMeantAsStore(path: string): boolean {
  const stats = statsOf(path);
  // A pipe or a device would not answer; the import says so.
  if (!stats.isFile()) return false;
  return extname(path).toLowerCase() === STORE_ENDING || isStore(path);
}

function statsOf(path: string): Stats {
  try {
    return statSync(path);
  } catch {
    throw notThere(path);
  }
}

function notThere(path: string): AnnalsError {
  return new AnnalsError(
    'FILE_UNREADABLE',
    `“${basename(path)}” is not there.`,
    'Check its name, then open it again.',
  );
}
