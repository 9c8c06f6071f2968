import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { StoreReads } from '../../src-main/store/store-api.ts';
import { checkOf } from '../support/check-store.ts';
import { all, storePlace, tempStore } from '../support/temp-store.ts';
import type { StorePlace } from '../support/temp-store.ts';
import { runChild, startChild } from './support/child.ts';
import { linksOf } from './support/chain-model.ts';

/** A child that is killed at a moment of its import; answers how many events it was told are safe. */
async function killedImport(
  place: StorePlace,
  firstId: number,
  afterLines: number,
  delayMs: number,
) {
  const child = startChild('import', place, String(firstId));
  await child.printed(afterLines);
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  child.process.kill('SIGKILL');
  await child.ended;
  const last = child.lines.at(-1) as { readonly confirmed: number } | undefined;
  return last?.confirmed ?? firstId;
}

interface BatchRow {
  readonly id: number;
  readonly state: string;
  readonly added: number;
  readonly rejected: number;
  readonly rows: number;
}

/** Every batch with its own counts and the number of rows that really carry its number. */
function batches({ path }: StorePlace): BatchRow[] {
  const db = new Database(path, { readonly: true });
  try {
    return db
      .prepare<[], BatchRow>(
        `SELECT id, state, added, rejected,
           (SELECT count(*) FROM event WHERE event.batch = batch.id) AS rows
         FROM batch ORDER BY id`,
      )
      .all();
  } finally {
    db.close();
  }
}

function lastEvent(reads: StoreReads) {
  return reads.detail({ seq: reads.facts().headSeq }).event;
}

describe('an import whose process was killed', () => {
  it('is closed at the next opening as interrupted, with exact counts and an event', async () => {
    const place = storePlace();
    const confirmed = await killedImport(place, 0, 3, 0);
    const { reads } = tempStore(place);
    const [batch] = batches(place);
    expect(batch).toMatchObject({ state: 'interrupted', added: batch?.rows });
    expect(batch?.added).toBeGreaterThanOrEqual(confirmed);
    const added = batch?.added ?? 0;
    expect(batch?.rejected).toBe(added / 20);
    expect(lastEvent(reads)).toMatchObject({
      action: 'import',
      category: 'admin',
      outcome: 'failure',
      severity: 'warning',
      actorName: 'Olga Operator',
      message: `Import of endless.json was interrupted after ${added.toLocaleString('en-US')} events`,
      affectedCount: added,
      metadata: { ending: 'interrupted', added, duplicates: 0, rejected: added / 20 },
    });
    expect(reads.facts().events).toBe(added + 1);
  });

  it('is closed once, however many open the store at once', async () => {
    const place = storePlace();
    await killedImport(place, 0, 2, 0);
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => runChild('record', place, name)),
    );
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    const { reads } = tempStore(place);
    const interrupted = all(
      reads.total({
        from: null,
        to: null,
        terms: [{ field: 'action', values: ['import'], negated: false }],
      }),
    );
    expect(interrupted).toBe(1);
    expect(batches(place).map(({ state }) => state)).toEqual(['interrupted']);
  });

  it('is left alone while its process runs', async () => {
    const place = storePlace();
    const child = startChild('import', place, '0');
    await child.printed(2);
    tempStore(place);
    expect(batches(place).map(({ state }) => state)).toEqual(['running']);
    await child.printed(child.lines.length + 2);
    child.process.kill('SIGKILL');
    await child.ended;
  });
});

describe('a store whose writer is killed at any moment, fifty times', () => {
  it('opens, has all that was confirmed, and holds together', async () => {
    const place = storePlace();
    let next = 0;
    for (let round = 0; round < 50; round += 1) {
      // The first rounds hit the creation of the store and the beginning of the import.
      const confirmed = await killedImport(
        place,
        next,
        Math.min(3, Math.floor(round / 3)),
        Math.random() * (round < 3 ? 600 : 40),
      );
      const store = tempStore(place);
      const { events, headSeq } = store.reads.facts();
      expect(events).toBe(headSeq);
      expect(checkOf(store)).toEqual({ events, firstBad: null, reason: '' });
      expect(store.reads.quickCheck()).toEqual([]);
      for (const batch of batches(place))
        expect(batch).toMatchObject({ state: 'interrupted', added: batch.rows });
      if (confirmed > next)
        expect(store.reads.detail({ id: `n-${confirmed - 1}` }).raw).toBe(
          `{"id":"n-${confirmed - 1}"}`,
        );
      expect(batches(place).reduce((sum, { rows }) => sum + rows, 0)).toBe(
        events - batches(place).length,
      );
      next = confirmed;
      store.close();
    }
    const { computed, stored } = linksOf(place.path);
    expect(stored).toEqual(computed);
    expect(next).toBeGreaterThan(0);
  });
});
