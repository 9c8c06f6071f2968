import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWriteConnection } from '../../src-main/store/sql/connection.ts';
import type { WriteDb } from '../../src-main/store/sql/connection.ts';
import { makeEvent, makeImported } from '../support/make-event.ts';
import { makeTempFolder, openStore, removeFolder, storePlace } from '../support/temp-store.ts';

const folder = makeTempFolder();
let db: WriteDb;

beforeAll(() => {
  const store = openStore(storePlace(folder));
  const operator = { id: 'op', name: 'Olga' };
  const { batch } = store.writes.beginImport({ operator, title: 'a.json', files: ['a.json'] });
  const targets = [{ type: 'seller', id: 's1', name: 'Seller One' }];
  store.writes.appendImport({
    batch,
    file: 0,
    events: [makeImported('one', 'raw', { targets })],
    rejected: 0,
  });
  store.writes.finishImport({ batch, outcome: 'done', format: 'test' });
  store.writes.record([makeEvent()]);
  store.close();
  db = openWriteConnection(store.path, { busyTimeoutMs: 1_000 });
});

afterAll(() => {
  db.close();
  removeFolder(folder);
});

const TABLES = ['event', 'event_target', 'raw_block', 'checkpoint', 'chain'] as const;

/** All rows of a table, in order. */
function rowsOf(table: string): unknown[] {
  return db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();
}

/** Every column name of a table. */
function columnsOf(table: string): string[] {
  return db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
}

describe.each(TABLES)('rows of %s', (table) => {
  it('cannot be changed in any column', () => {
    const before = rowsOf(table);
    expect(before.length).toBeGreaterThan(0);
    for (const column of columnsOf(table)) {
      const update = `UPDATE ${table} SET ${column} = ${column}`;
      expect(() => db.exec(update), update).toThrow(/append-only|fixed/u);
    }
    expect(rowsOf(table)).toEqual(before);
  });

  it('cannot be deleted', () => {
    const before = rowsOf(table);
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow(/append-only|fixed/u);
    expect(rowsOf(table)).toEqual(before);
  });

  it('cannot be replaced by an insertion', () => {
    const before = rowsOf(table);
    const replace = `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`;
    expect(() => db.exec(replace)).toThrow(/append-only|fixed/u);
    expect(rowsOf(table)).toEqual(before);
  });
});

describe('a second chain', () => {
  it('cannot be added beside the first', () => {
    const insert = db.prepare(
      'INSERT INTO chain (one, id, created_at) VALUES (2, randomblob(16), 0)',
    );
    expect(() => insert.run()).toThrow(/CHECK/u);
  });
});
