import { chmodSync, closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { linkUnlessThere, partialPath } from '../files.ts';
import { toStoreError } from '../sql/sqlite-error.ts';
import type { ConnectionOptions, WriteDb } from '../sql/connection.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration.ts';

type Begin = (db: WriteDb) => void;

/**
 * Creates an empty store, its folder included. It is made with a rollback journal: in the
 * write-ahead log, the header that says whose file it is would reach the file itself only later.
 * @param begin writes what every store begins with, in the transaction that makes the tables: a
 *   store is there with all of it or not at all
 * @param isEmptyThere true if a file of no bytes stands at the path, which becomes the store
 * @throws AnnalsError STORE_READONLY, STORE_FULL, or STORE_BUSY
 */
export function createStore(
  path: string,
  migrations: readonly Migration[],
  options: ConnectionOptions,
  begin: Begin,
  isEmptyThere: boolean,
): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    if (isEmptyThere || !createWhole(path, migrations, options, begin)) {
      createInPlace(path, migrations, options, begin);
    }
  } catch (error) {
    throw cannotCreate(path, toStoreError(error, path));
  }
}

/** Makes the store under another name and moves it into place whole. False if links cannot be made. */
function createWhole(
  path: string,
  migrations: readonly Migration[],
  options: ConnectionOptions,
  begin: Begin,
): boolean {
  const partial = partialPath(path);
  try {
    rmSync(partial, { force: true });
    fill(partial, migrations, options, begin);
    chmodSync(partial, 0o600);
    return linkUnlessThere(partial, path);
  } finally {
    rmSync(partial, { force: true });
  }
}

/**
 * Makes the store of a file of no bytes, under SQLite's lock: another program may be doing the
 * same, and a file moved over its store would take away what it has recorded.
 */
function createInPlace(
  path: string,
  migrations: readonly Migration[],
  options: ConnectionOptions,
  begin: Begin,
): void {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  fill(path, migrations, options, begin);
}

function fill(
  path: string,
  migrations: readonly Migration[],
  options: ConnectionOptions,
  begin: Begin,
): void {
  const db = new Database(path, {
    timeout: options.busyTimeoutMs,
    ...(options.nativeBinding ? { nativeBinding: options.nativeBinding } : {}),
  });
  try {
    db.pragma('synchronous = FULL');
    const store = db as WriteDb;
    // Deferred, and so begun by the pragma, which must come before the first page: pages of pruned
    // events are then given back one by one.
    db.transaction(() => {
      db.pragma('auto_vacuum = INCREMENTAL');
      migrate(store, path, migrations, options);
      begin(store);
    }).deferred();
  } finally {
    db.close();
  }
}

function cannotCreate(path: string, cause: unknown): AnnalsError {
  if (cause instanceof AnnalsError && cause.code !== 'STORE_READONLY') return cause;
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC') {
    return new AnnalsError(
      'STORE_FULL',
      `The disk is full: the store ${path} was not created.`,
      'Free some space and try again.',
      { cause },
    );
  }
  return new AnnalsError(
    'STORE_READONLY',
    `The store ${path} cannot be created.`,
    'Check the permissions of its folder, or choose another place.',
    { cause },
  );
}
