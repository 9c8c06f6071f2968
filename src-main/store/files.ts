import { closeSync, fsyncSync, linkSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { threadId } from 'node:worker_threads';

/** A name beside a file for what is to become it, which no other program or thread uses. */
export function partialPath(path: string): string {
  return `${path}.${process.pid}-${threadId}.partial`;
}

/**
 * Writes a small file that only its owner can read, and waits until the disk has it. If that
 * fails, there is no file.
 */
export function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/**
 * Gives a finished file its name in one step, unless there is one of that name: two programs may
 * make the same file at once, and the second then uses what the first made.
 * @returns false if the file system has no links (FAT, exFAT); nothing has happened then
 */
export function linkUnlessThere(from: string, to: string): boolean {
  try {
    linkSync(from, to);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') return false;
    if (code !== 'EEXIST') throw error;
  }
  return true;
}
