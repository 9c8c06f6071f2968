import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { FACET_FIELDS } from '#shared/model/facets.ts';
import { Answers } from '../../../src-main/store/answers.ts';
import { LensFile } from '../../../src-main/store/lens/lens-file.ts';
import { Lens } from '../../../src-main/store/lens/lens.ts';
import { timeAt } from '../../../src-main/store/lens/chunk.ts';
import { openReadConnection } from '../../../src-main/store/sql/connection.ts';
import { registerTextFunctions } from '../../../src-main/store/text/text-functions.ts';
import { HAPPENED_AT, makeEvents } from '../../support/make-event.ts';
import {
  all,
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { newEvent } from '../support/arbitraries.ts';
import { ask, counted, having, hurryClock, inTurns } from '../support/asked.ts';
import type { Asked } from '../support/asked.ts';
import { pruneBehind } from '../support/prune-behind.ts';

const operator = { id: 'op', name: 'Olga' };

function filled(count: number): TempStore {
  const store = tempStore();
  store.writes.record(eventsAt(HAPPENED_AT, count));
  return store;
}

/** Events that share few moments, each with a target of its own. */
function eventsAt(time: number, count: number) {
  return makeEvents(count).map((event, index) => ({
    ...event,
    occurredAt: time + (index % 9) * 1_000,
    action: `act.${index % 5}`,
    targets: [{ type: 'seller', id: `${time}-${index}`, name: null }],
  }));
}

/** A lens with small chunks that has been built; it gives way at every chance from here on. */
function built(store: TempStore): Asked {
  const asked = ask(store.path, 8);
  onTestFinished(asked.close);
  onTestFinished(hurryClock());
  return asked;
}

/** The lens has to hold the events of the store and no others, in the order of time. */
function expectExact(lens: Lens, path: string): void {
  const snapshot = all(lens.current());
  if (!snapshot) throw new Error('the lens does not answer');
  const rows = snapshot.chunks.flatMap((chunk) =>
    Array.from(chunk.seqs, (seq, index) => [timeAt(chunk, index), seq]),
  );
  const db = new Database(path, { readonly: true });
  try {
    const events = db.prepare('SELECT occurred_at, seq FROM event ORDER BY 1, 2').raw().all();
    expect(rows).toEqual(events);
  } finally {
    db.close();
  }
  for (const { length } of snapshot.chunks) {
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThanOrEqual(8);
  }
}

/** Facets, which every column has a part in, have to be those that SQL counts. */
function expectSame({ answers, db }: Asked): void {
  const facets = { filter: EVERYTHING, fields: [...FACET_FIELDS], limit: 30 };
  const sql = new Answers(db, new Lens(db, null));
  expect(all(answers.facets(facets))).toEqual(all(sql.facets(facets)));
}

/** Flags, notes and holds the same events. */
function mark({ writes }: TempStore, seqs: readonly number[]): void {
  const selection = { seqs: [...seqs] };
  writes.flagEvents({ selection, flagged: true, note: null, operator });
  writes.placeHold({ selection, reason: 'case', operator });
  for (const seq of seqs) writes.addNote({ seq, text: 'n', operator });
}

describe('a lens that is brought up to date', () => {
  it('does the work once for two that ask at the same time', () => {
    const store = filled(60);
    const alone = built(store);
    const shared = built(store);
    store.writes.record(eventsAt(HAPPENED_AT, 40));
    const { slices } = counted(alone.lens.refresh());
    expect(slices).toBeGreaterThan(3);

    const works = [shared.lens.refresh(), shared.lens.refresh()];
    let steps = 0;
    inTurns(
      works.map(function* follow(work) {
        while (!work.next().done) {
          steps += 1;
          yield;
        }
      }),
    );
    expect(steps).toBeLessThanOrEqual(slices + 1);
    expectExact(shared.lens, store.path);
    expectSame(shared);
  });

  it('goes on for the others when one of them is cancelled', () => {
    const store = filled(60);
    const { lens } = built(store);
    store.writes.record(eventsAt(HAPPENED_AT, 40));
    const one = lens.refresh();
    const other = lens.refresh();
    one.next();
    other.next();
    one.return();
    all(other);
    expectExact(lens, store.path);
  });

  it('takes up what was recorded after a work began that nobody waits for any more', () => {
    const store = filled(60);
    const asked = built(store);
    store.writes.record(eventsAt(5, 40));
    const abandoned = asked.answers.total(EVERYTHING);
    abandoned.next();
    abandoned.return(0);
    store.writes.record(eventsAt(HAPPENED_AT, 3));
    store.writes.flagEvents({ selection: { seqs: [1, 70] }, flagged: true, note: null, operator });
    expect(all(asked.answers.total(having('flagged', 'yes')))).toBe(2);
    expectExact(asked.lens, store.path);
    expectSame(asked);
  });

  it('answers a question with what was there when it was asked, whoever asked before', () => {
    const store = filled(60);
    const { answers } = built(store);
    store.writes.record(eventsAt(5, 40));
    const before = answers.total(EVERYTHING);
    before.next();
    store.writes.record(eventsAt(5, 7));
    const [late, early] = inTurns([answers.total(EVERYTHING), before]);
    expect(late).toBe(107);
    expect(early).toBe(100);
  });

  it('begins anew after it has failed, for whoever asks next', () => {
    const store = filled(60);
    const asked = built(store);
    store.writes.record(eventsAt(5, 40));
    const damage = new Database(store.path);
    onTestFinished(() => {
      damage.close();
    });
    const lost = damage
      .prepare<[], Record<string, unknown>>(`SELECT * FROM entity WHERE key = '5-20'`)
      .get();
    damage.exec(`DELETE FROM entity WHERE key = '5-20'`);
    expect(() => all(asked.lens.refresh())).toThrow('no entity');
    expect(() => all(asked.answers.total(EVERYTHING))).toThrow('no entity');

    const columns = Object.keys(lost ?? {});
    damage
      .prepare(
        `INSERT INTO entity (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      )
      .run(...Object.values(lost ?? {}));
    expect(all(asked.answers.total(EVERYTHING))).toBe(100);
    expectExact(asked.lens, store.path);
    expectSame(asked);
  });

  test.prop(
    [
      fc.array(fc.array(newEvent, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 }),
    ],
    { numRuns: 12 },
  )('is exact after events were recorded, marked and pruned', (batches, seqs) => {
    const folder = makeTempFolder();
    const store = openStore(storePlace(folder));
    const asked = ask(store.path, 8);
    try {
      for (const [turn, events] of batches.entries()) {
        store.writes.record(events);
        mark(store, [turn + 1]);
        pruneBehind(
          store.path,
          seqs.filter((seq) => seq % batches.length === turn && seq > batches.length),
        );
        all(asked.lens.refresh());
        expectExact(asked.lens, store.path);
        expectSame(asked);
      }
    } finally {
      asked.close();
      store.close();
      removeFolder(folder);
    }
  });
});

describe('a lens of a store that an older state was put back into', () => {
  /** Takes the newest events away as if they had never been recorded. */
  function putBack(path: string, headSeq: number): void {
    const { changes, db } = takeAway(path, headSeq);
    db.prepare('UPDATE head SET seq = ?, retained = retained - ?').run(headSeq, changes);
    db.close();
  }

  function takeAway(path: string, headSeq: number) {
    const db = new Database(path);
    db.exec('DROP TRIGGER event_is_append_only_delete');
    db.exec('DROP TRIGGER event_target_is_append_only_delete');
    const { changes } = db.prepare('DELETE FROM event WHERE seq > ?').run(headSeq);
    db.prepare('DELETE FROM event_target WHERE seq > ?').run(headSeq);
    return { changes, db };
  }

  it('leaves the answer to SQL, and is built anew when it is asked to', () => {
    const store = filled(60);
    const asked = built(store);
    putBack(store.path, 33);
    expect(all(asked.lens.current())).toBeNull();
    expect(all(asked.answers.total(EVERYTHING))).toBe(33);
    all(asked.lens.refresh());
    expectExact(asked.lens, store.path);
    expectSame(asked);
    expect(asked.lens.state).toMatchObject({ state: 'ready', events: 33 });
  });

  it('mixes nothing up if building it anew fails and the trail goes on meanwhile', () => {
    const store = filled(60);
    const asked = built(store);
    putBack(store.path, 33);
    const damage = new Database(store.path);
    damage.exec(`UPDATE entity SET key = 'hidden' WHERE key = '${HAPPENED_AT}-30'`);
    expect(() => all(asked.lens.refresh())).toThrow('no entity');
    expect(asked.lens.state).toMatchObject({ state: 'off' });
    damage.exec(`UPDATE entity SET key = '${HAPPENED_AT}-30' WHERE key = 'hidden'`);
    damage.close();
    store.writes.record(eventsAt(5, 40).toReversed());
    expectSame(asked);
    all(asked.lens.refresh());
    expectExact(asked.lens, store.path);
    expectSame(asked);
  });
});

describe('the file of a lens', () => {
  it('is not written by a question, and not left half-written', () => {
    const store = filled(60);
    const db = openReadConnection(store.path, { busyTimeoutMs: 1_000 });
    onTestFinished(() => {
      db.close();
    });
    registerTextFunctions(db);
    const file = new LensFile(db, store.open.stateFolder);
    const lens = new Lens(db, file, 8);
    const files = (): readonly string[] => readdirSync(dirname(file.path));
    all(lens.refresh());
    expect(files()).toHaveLength(1);
    expect(all(file.load({ headSeq: 60, pruned: 0 }))?.headSeq).toBe(60);

    store.writes.record(eventsAt(5, 40));
    expect(all(new Answers(db, lens).total(EVERYTHING))).toBe(100);
    expect(all(file.load({ headSeq: 100, pruned: 0 }))?.headSeq).toBe(60);
    const cancelled = lens.refresh();
    cancelled.next();
    expect(files()).toHaveLength(2);
    cancelled.return();
    expect(files()).toHaveLength(1);
    all(lens.refresh());
    expect(all(file.load({ headSeq: 100, pruned: 0 }))?.headSeq).toBe(100);
  });
});
