import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeImported } from '../support/make-event.ts';
import { all, tempStore } from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { ask, having } from './support/asked.ts';
import { codeOf } from './support/files.ts';

const operator = { id: 'op', name: 'Olga' };

function imported(): TempStore {
  const store = tempStore();
  const { batch } = store.writes.beginImport({ operator, title: 't', files: ['t'] });
  const events = Array.from({ length: 40 }, (_, index) =>
    makeImported(`i-${index}`, index % 4 === 0 ? '{"kept": "Needle"}' : '{}'),
  );
  store.writes.appendImport({ batch, events, rejected: 0 });
  store.writes.finishImport({ batch, outcome: 'done', format: 't' });
  return store;
}

/** Damages the second block of originals; answers how to mend it. */
function damage({ path }: TempStore): () => void {
  const db = new Database(path);
  onTestFinished(() => {
    db.close();
  });
  db.exec('DROP TRIGGER raw_block_is_append_only_update');
  const block = db
    .prepare<[], { readonly first: number; readonly data: Buffer }>(
      'SELECT first_seq AS first, data FROM raw_block ORDER BY first_seq LIMIT 1 OFFSET 1',
    )
    .get();
  const write = db.prepare('UPDATE raw_block SET data = ? WHERE first_seq = ?');
  write.run(Buffer.of(0), block?.first);
  return () => void write.run(block?.data, block?.first);
}

describe.each([
  ['the lens', 8],
  ['SQL alone', null],
])('a question that %s could not answer', (_, chunkRows) => {
  it('fails again, and is answered in full once it can be', () => {
    const store = imported();
    const mend = damage(store);
    const { answers, close } = ask(store.path, chunkRows);
    onTestFinished(close);
    const filter = having('anywhere', 'NEEDLE');
    const facets = { filter, fields: ['action' as const], limit: 3 };
    for (let time = 0; time < 2; time += 1) {
      expect(codeOf(() => all(answers.total(filter)))).toBe('STORE_CORRUPT');
      expect(codeOf(() => all(answers.facets(facets)))).toBe('STORE_CORRUPT');
      expect(codeOf(() => all(all(answers.rowset(filter, 'oldest')).rowset.total()))).toBe(
        'STORE_CORRUPT',
      );
    }
    mend();
    expect(all(answers.total(filter))).toBe(10);
    const { rowset } = all(answers.rowset(filter, 'oldest'));
    expect(all(rowset.seqs(0, 40))).toEqual([1, 5, 9, 13, 17, 21, 25, 29, 33, 37]);
    expect(all(answers.facets(facets)).fields).toMatchObject([{ values: [{ count: 10 }] }]);
  });
});
