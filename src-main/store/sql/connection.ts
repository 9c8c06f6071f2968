import Database from 'better-sqlite3';
import { toStoreError } from './sqlite-error.ts';

/** A connection that may only read. The brand makes a write through it fail to compile. */
export type ReadDb = Database.Database & { readonly role?: 'read' | 'write' };
/** The connection that may write. A writer can do all that a reader can. */
export type WriteDb = Database.Database & { readonly role: 'write' };

export interface ConnectionOptions {
  /** The SQLite addon to load instead of the one that comes with better-sqlite3. */
  readonly nativeBinding?: string | undefined;
  /** How long SQLite waits for another program's lock, in milliseconds. */
  readonly busyTimeoutMs: number;
}

/**
 * Pages (of 4 KiB) after which the write-ahead log is copied into the store, some 60 MiB. Fifteen
 * times SQLite's own number: an import writes the same index pages again and again before they are
 * copied once, and is a tenth faster by it.
 */
const WAL_PAGES = 15_000;
/** Pages kept by a connection, in KiB. */
const CACHE_KIB = 65_536;
/** Between two tries to change the journal mode, in milliseconds. */
const WAL_RETRY_MS = 10;

/**
 * Opens a store for reading.
 * @throws AnnalsError if SQLite cannot
 */
export function openReadConnection(path: string, options: ConnectionOptions): ReadDb {
  return guarded(path, () => {
    const db = open(path, options, true);
    return configured(db, () => {
      applySafety(db);
      db.pragma('query_only = ON');
      // The first read makes SQLite look at the file and its write-ahead log.
      db.pragma('schema_version');
      return db;
    });
  });
}

/**
 * Opens a store for writing. A file that is not there is not made: see create-store.ts.
 * @throws AnnalsError if SQLite cannot, or if the settings that durability rests on do not hold
 */
export function openWriteConnection(path: string, options: ConnectionOptions): WriteDb {
  return guarded(path, () => {
    const db = open(path, options, false);
    return configured(db, () => {
      applySafety(db);
      useWriteAheadLog(db, options.busyTimeoutMs);
      db.pragma('synchronous = FULL');
      db.pragma('secure_delete = ON');
      db.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
      if (process.platform === 'darwin') {
        db.pragma('fullfsync = ON');
        db.pragma('checkpoint_fullfsync = ON');
      }
      assertDurable(db);
      return db as WriteDb;
    });
  });
}

function open(path: string, options: ConnectionOptions, isReadOnly: boolean): Database.Database {
  return new Database(path, {
    readonly: isReadOnly,
    fileMustExist: true,
    timeout: options.busyTimeoutMs,
    ...(options.nativeBinding ? { nativeBinding: options.nativeBinding } : {}),
  });
}

function configured<Db extends Database.Database>(db: Database.Database, set: () => Db): Db {
  try {
    return set();
  } catch (error) {
    db.close();
    throw error;
  }
}

function guarded<Value>(path: string, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    throw toStoreError(error, path);
  }
}

function applySafety(db: Database.Database): void {
  db.pragma('foreign_keys = ON');
  db.pragma('recursive_triggers = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('mmap_size = 0');
  db.pragma(`cache_size = -${CACHE_KIB}`);
}

/**
 * SQLite does not wait for a lock in all that this change of mode takes (it could wait for ever
 * where two programs change it at once), so programs that open a new store together take turns here.
 */
function useWriteAheadLog(db: Database.Database, busyTimeoutMs: number): void {
  const deadline = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!isBusy || performance.now() >= deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_RETRY_MS);
    }
  }
}

/** better-sqlite3 lowers `synchronous` in WAL mode by itself, so it is read back (reliability.md, decision 1). */
function assertDurable(db: Database.Database): void {
  const journal = db.pragma('journal_mode', { simple: true });
  const synchronous = db.pragma('synchronous', { simple: true });
  if (journal !== 'wal' || synchronous !== 2) {
    const found = JSON.stringify({ journal, synchronous });
    throw new Error(`the store would not be durable: ${found}`);
  }
}
