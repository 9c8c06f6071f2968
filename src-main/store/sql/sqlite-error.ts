import { SqliteError } from 'better-sqlite3';
import { AnnalsError } from '#shared/ipc/failure.ts';

/**
 * Turns what SQLite threw into an error of ours; other errors pass through.
 * @param path the store's file, named in the message
 */
export function toStoreError(error: unknown, path: string): unknown {
  if (!(error instanceof SqliteError)) return error;
  const cause = { cause: error };
  const code = error.code;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AnnalsError(
      'STORE_BUSY',
      `Another program holds the store ${path} locked.`,
      'Close the program that uses it, or try again in a moment.',
      cause,
    );
  }
  if (code.startsWith('SQLITE_READONLY')) {
    return new AnnalsError(
      'STORE_READONLY',
      `The store ${path} cannot be written to.`,
      'Check the permissions of the file and of its folder.',
      cause,
    );
  }
  // The index of the write-ahead log is memory in a file; SQLite says of it only that it cannot grow.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') {
    return new AnnalsError(
      'STORE_FULL',
      `The disk that holds the store ${path} is full.`,
      'Free some space and try again.',
      cause,
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new AnnalsError(
      'STORE_CORRUPT',
      `The store ${path} is damaged.`,
      'Keep the file as it is and restore a backup, or ask “annals doctor” what is wrong.',
      cause,
    );
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM')) {
    return new AnnalsError(
      'STORE_READONLY',
      `The store ${path} cannot be opened.`,
      'Check the permissions of the file and of its folder: SQLite needs to write beside it.',
      cause,
    );
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new AnnalsError(
      'STORE_UNAVAILABLE',
      `The disk reported an error while the store ${path} was in use.`,
      'Check the disk, then open the store again.',
      cause,
    );
  }
  return error;
}
