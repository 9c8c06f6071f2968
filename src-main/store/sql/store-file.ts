import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { AnnalsError } from '#shared/ipc/failure.ts';

/** "ANLS" in the header of every store (SQLite's `application_id`). */
export const APPLICATION_ID = 0x41_4e_4c_53;

/** What a look at a file's first bytes tells, without SQLite and without touching the file. */
export type StoreFile =
  | { readonly kind: 'missing' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'store'; readonly schemaVersion: number };

const MAGIC = 'SQLite format 3\0';

/**
 * Looks whether a file is a store of ours. Reads the 100 header bytes itself, because opening a
 * stranger's database with SQLite could create files beside it.
 * @throws AnnalsError STORE_FOREIGN if it is something else, STORE_READONLY if it cannot be read
 */
export function inspectStoreFile(path: string): StoreFile {
  const stats = statOrNull(path);
  if (!stats) return { kind: 'missing' };
  if (stats.isDirectory()) {
    throw new AnnalsError(
      'STORE_FOREIGN',
      `${path} is a folder, not a store.`,
      'Name the store file itself.',
    );
  }
  if (!stats.isFile()) throw foreign(path, 'is not a regular file');
  if (stats.size === 0) return { kind: 'empty' };
  const header = readHeader(path);
  if (header.length < 100 || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw foreign(path, 'is not an Annals store');
  }
  if (header.readUInt32BE(68) !== APPLICATION_ID) {
    throw foreign(path, 'is an SQLite database of another program');
  }
  return { kind: 'store', schemaVersion: header.readUInt32BE(60) };
}

/** @throws AnnalsError STORE_FROM_FUTURE if a newer Annals wrote the store */
export function refuseFuture(path: string, schemaVersion: number, newest: number): void {
  if (schemaVersion <= newest) return;
  throw new AnnalsError(
    'STORE_FROM_FUTURE',
    `The store ${path} was written by a newer Annals (schema ${schemaVersion}, this one knows ${newest}).`,
    'Open it with that version or a later one. It was left untouched.',
  );
}

/** The error for a store that should be there and is not. */
export function missingStore(path: string, kind: 'missing' | 'empty'): AnnalsError {
  return new AnnalsError(
    'STORE_MISSING',
    kind === 'missing' ? `There is no store at ${path}.` : `The file ${path} is empty.`,
    'Import or record something to create it, or name another file with --store.',
  );
}

function foreign(path: string, what: string): AnnalsError {
  return new AnnalsError(
    'STORE_FOREIGN',
    `The file ${path} ${what}.`,
    'Choose another file. It was left untouched.',
  );
}

function statOrNull(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    throw unreadable(path, error);
  }
}

function readHeader(path: string): Buffer {
  const header = Buffer.alloc(100);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw unreadable(path, error);
  }
  try {
    return header.subarray(0, readSync(file, header, 0, header.length, 0));
  } finally {
    closeSync(file);
  }
}

function unreadable(path: string, cause: unknown): AnnalsError {
  return new AnnalsError(
    'STORE_READONLY',
    `The file ${path} cannot be read.`,
    'Check the permissions of the file and of its folder.',
    { cause },
  );
}
