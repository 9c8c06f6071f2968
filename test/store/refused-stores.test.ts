import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openReads, openWrites } from '../../src-main/store/open-store.ts';
import { makeEvent } from '../support/make-event.ts';
import { storePlace, tempStore } from '../support/temp-store.ts';
import type { StorePlace } from '../support/temp-store.ts';
import { failureOf, fingerprint } from './support/files.ts';

/** Files that are no store of this version: what is put at the path, and how it is refused. */
const REFUSED: readonly {
  readonly what: string;
  readonly put: (place: StorePlace) => void;
  readonly code: string;
}[] = [
  {
    what: 'the SQLite database of another program',
    put: ({ path }) => withDatabase(path, (db) => db.exec('CREATE TABLE other (x)')),
    code: 'STORE_FOREIGN',
  },
  {
    what: 'the database of another program in WAL mode',
    put: ({ path }) =>
      withDatabase(path, (db) => {
        db.pragma('journal_mode = WAL');
        db.exec('CREATE TABLE other (x)');
      }),
    code: 'STORE_FOREIGN',
  },
  {
    what: 'a database with the id of another program',
    put: ({ path }) => withDatabase(path, (db) => db.pragma('application_id = 1')),
    code: 'STORE_FOREIGN',
  },
  {
    what: 'a text file',
    put: ({ path }) => writeFileSync(path, 'Dear diary,\n'.repeat(50)),
    code: 'STORE_FOREIGN',
  },
  {
    what: 'a file of one byte',
    put: ({ path }) => writeFileSync(path, 'S'),
    code: 'STORE_FOREIGN',
  },
  {
    what: 'a file with no more than the first words of SQLite',
    put: ({ path }) => writeFileSync(path, 'SQLite format 3\0'),
    code: 'STORE_FOREIGN',
  },
  { what: 'a folder', put: ({ path }) => mkdirSync(path), code: 'STORE_FOREIGN' },
  {
    what: 'a FIFO',
    put: ({ path }) => void execFileSync('mkfifo', [path]),
    code: 'STORE_FOREIGN',
  },
  {
    what: 'a store from the future',
    put: (place) => {
      const store = tempStore(place);
      store.writes.record([makeEvent()]);
      store.close();
      withDatabase(place.path, (db) => {
        db.pragma('user_version = 9999');
        db.pragma('wal_checkpoint(TRUNCATE)');
      });
    },
    code: 'STORE_FROM_FUTURE',
  },
];

function withDatabase(path: string, act: (db: Database.Database) => void): void {
  const db = new Database(path);
  act(db);
  db.close();
}

describe.each(REFUSED)('$what', ({ put, code }) => {
  it.each([
    ['reading', openReads],
    ['writing', openWrites],
  ])('is refused for %s and left untouched, with nothing new beside it', (_, open) => {
    const place = storePlace(mkdirIn(storePlace().folder));
    put(place);
    const before = fingerprint(place.folder);
    const failure = failureOf(() => open(place.path, place.open));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(place.path);
    expect(failure.hint).not.toBe('');
    expect(fingerprint(place.folder)).toEqual(before);
  });
});

describe('a store from the future whose version is in the write-ahead log only', () => {
  it('is refused for reading and for writing', () => {
    const store = tempStore();
    const db = new Database(store.path);
    try {
      db.pragma('user_version = 9999');
      expect(failureOf(() => openReads(store.path, store.open)).code).toBe('STORE_FROM_FUTURE');
      expect(failureOf(() => openWrites(store.path, store.open)).code).toBe('STORE_FROM_FUTURE');
    } finally {
      db.close();
    }
  });
});

/** A folder of its own for the store; the key is made elsewhere. */
function mkdirIn(folder: string): string {
  const path = join(folder, 'store');
  mkdirSync(path);
  return path;
}
