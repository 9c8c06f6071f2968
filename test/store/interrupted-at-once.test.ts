import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadSigningKey } from '../../src-main/store/chain/signing-key.ts';
import { ImportWrites } from '../../src-main/store/queries/import-writes.ts';
import { TrailWriter } from '../../src-main/store/queries/trail-writer.ts';
import { openWriteConnection } from '../../src-main/store/sql/connection.ts';
import type { WriteDb } from '../../src-main/store/sql/connection.ts';
import { tempStore } from '../support/temp-store.ts';
import type { StorePlace } from '../support/temp-store.ts';

/** Recovery as a program of its own does it. @param watch may stand between it and its connection */
function recoverer(
  { path, open }: StorePlace,
  watch: (db: WriteDb) => WriteDb = (db) => db,
): ImportWrites {
  const db = openWriteConnection(path, { busyTimeoutMs: 1_000 });
  onTestFinished(() => void db.close());
  const trail = new TrailWriter(db, loadSigningKey(open.stateFolder), open.stateFolder, Date.now);
  return new ImportWrites(watch(db), trail, Date.now);
}

/** A connection on which something happens right after each question for many rows was answered. */
function afterEachAnswer(db: WriteDb, act: () => void): WriteDb {
  return new Proxy(db, {
    get: (target, name) => {
      if (name !== 'prepare') return Reflect.get(target, name) as unknown;
      return (text: string) => {
        const statement = target.prepare(text);
        const all = statement.all.bind(statement);
        statement.all = (...values: unknown[]) => {
          const rows = all(...values);
          act();
          return rows;
        };
        return statement;
      };
    },
  });
}

describe('two programs that find the same interrupted import', () => {
  it('close it once: the second leaves it to the first', () => {
    const store = tempStore();
    const operator = { id: 'op', name: 'Olga' };
    store.writes.beginImport({ operator, title: 'log.json', files: [] });
    const first = recoverer(store);
    let times = 0;
    const second = recoverer(store, (db) =>
      afterEachAnswer(db, () => {
        times += 1;
        first.recoverInterrupted();
      }),
    );
    second.recoverInterrupted();
    expect(times).toBe(1);
    expect(store.reads.facts().events).toBe(1);
    const db = new Database(store.path, { readonly: true });
    expect(db.prepare('SELECT state FROM batch').pluck().all()).toEqual(['interrupted']);
    db.close();
  });
});
