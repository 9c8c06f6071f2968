import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { EVENT_ORDERS } from '#shared/model/event-filter.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import { FACET_FIELDS } from '#shared/model/facets.ts';
import { TIMELINE_SPLITS } from '#shared/model/timeline.ts';
import { Answers } from '../../../src-main/store/answers.ts';
import { Lens } from '../../../src-main/store/lens/lens.ts';
import type { Sliced } from '../../../src-main/store/store-api.ts';
import { openReadConnection } from '../../../src-main/store/sql/connection.ts';
import { registerTextFunctions } from '../../../src-main/store/text/text-functions.ts';
import {
  all,
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
} from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { eventFilter, newEvent } from '../support/arbitraries.ts';
import { pruneBehind } from '../support/prune-behind.ts';

/** Something that happens to a store between two questions. */
type Step =
  | { readonly kind: 'record'; readonly events: readonly NewEvent[] }
  | { readonly kind: 'flag' | 'hold' | 'note' | 'prune'; readonly seqs: readonly number[] }
  | { readonly kind: 'unflag'; readonly seqs: readonly number[] }
  | { readonly kind: 'holdEntity' | 'indexText' | 'markReviewed' }
  | { readonly kind: 'holdFilter'; readonly filter: EventFilter };

const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('record' as const),
      events: fc.array(newEvent, { minLength: 1, maxLength: 14 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('flag', 'unflag', 'hold', 'note', 'prune'),
      seqs,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'holdEntity' } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'indexText' } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'markReviewed' } as const) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('holdFilter' as const), filter: eventFilter }),
  },
);

const operator = { id: 'op', name: 'Olga' };

function apply(store: TempStore, taken: Step): void {
  const { headSeq } = store.reads.facts();
  const there = (wanted: readonly number[]): number[] =>
    wanted.filter((seq) => {
      if (seq > headSeq) return false;
      try {
        store.reads.detail({ seq });
        return true;
      } catch {
        return false;
      }
    });
  switch (taken.kind) {
    case 'record':
      store.writes.record(taken.events);
      return;
    case 'flag':
    case 'unflag': {
      const chosen = there(taken.seqs);
      if (chosen.length === 0) return;
      const flagged = taken.kind === 'flag';
      store.writes.flagEvents({ selection: { seqs: chosen }, flagged, note: null, operator });
      return;
    }
    case 'hold': {
      const chosen = there(taken.seqs);
      if (chosen.length === 0) return;
      store.writes.placeHold({ selection: { seqs: chosen }, reason: 'case', operator });
      return;
    }
    case 'note':
      for (const seq of there(taken.seqs)) store.writes.addNote({ seq, text: 'n', operator });
      return;
    case 'prune':
      pruneBehind(store.path, there(taken.seqs));
      return;
    case 'indexText':
      store.writes.indexText();
      return;
    case 'markReviewed': {
      const upToSeq = Math.ceil(headSeq / 2);
      if (upToSeq > 0) store.writes.markReviewed({ upToSeq, note: null, operator });
      return;
    }
    case 'holdEntity': {
      const [entity] = all(
        store.reads.entities({
          type: null,
          search: '',
          flagged: null,
          order: 'events',
          limit: 1,
          offset: 0,
        }),
      ).items;
      if (!entity) return;
      const { type, id } = entity;
      store.writes.placeHold({ selection: { entity: { type, id } }, reason: 'case', operator });
      return;
    }
    case 'holdFilter': {
      const { filter } = taken;
      try {
        store.writes.placeHold({ selection: { filter }, reason: 'case', operator });
      } catch (error) {
        // Not every filter can be held by: the tests of holds say which.
        if (!(error instanceof AnnalsError && error.code === 'INVALID_INPUT')) throw error;
      }
    }
  }
}

/** The same questions to the lens and to SQL alone, on one store. */
function bothWays(store: TempStore): {
  refresh: () => Sliced<void>;
  lens: Answers;
  sql: Answers;
  close: () => void;
} {
  const db = openReadConnection(store.path, { busyTimeoutMs: 1_000 });
  registerTextFunctions(db);
  // Chunks of few rows: most questions then cross several of them.
  const lens = new Lens(db, null, 5);
  all(lens.refresh());
  return {
    refresh: () => lens.refresh(),
    lens: new Answers(db, lens),
    sql: new Answers(db, new Lens(db, null)),
    close: () => db.close(),
  };
}

function rowsOf(answers: Answers, filter: EventFilter, order: EventOrder): readonly number[] {
  const { rowset } = all(answers.rowset(filter, order));
  const first = all(rowset.seqs(0, 3));
  const total = all(rowset.total());
  const rest = all(rowset.seqs(3, total + 5));
  expect(first.length + rest.length).toBe(total);
  return [...first, ...rest];
}

describe('the lens', () => {
  test.prop(
    [
      fc.array(step, { minLength: 2, maxLength: 7 }),
      fc.array(eventFilter, { minLength: 4, maxLength: 4 }),
      fc.constantFrom(...TIMELINE_SPLITS),
      fc.integer({ min: 1, max: 20 }),
    ],
    { numRuns: 25 },
  )(
    'answers what SQL answers, whatever happens to the store meanwhile',
    (steps, filters, by, n) => {
      const folder = makeTempFolder();
      const store = openStore(storePlace(folder));
      const { lens, sql, refresh, close } = bothWays(store);
      try {
        for (const taken of steps) {
          apply(store, taken);
          // After a prune, the lens leaves answering to SQL until it is brought up to date.
          if (taken.kind === 'prune') all(refresh());
          for (const filter of filters) {
            for (const order of EVENT_ORDERS) {
              const rows = rowsOf(lens, filter, order);
              expect(rows).toEqual(rowsOf(sql, filter, order));
              const page = { filter, order, limit: 3, offset: n % 4, cursor: null };
              const paged = all(lens.page(page));
              expect(paged).toEqual(all(sql.page(page)));
              const next = { ...page, offset: 0, cursor: paged.nextCursor };
              expect(all(lens.page(next))).toEqual(all(sql.page(next)));
            }
            expect(all(lens.total(filter))).toBe(all(sql.total(filter)));
            const facets = { filter, fields: [...FACET_FIELDS], limit: n };
            expect(all(lens.facets(facets))).toEqual(all(sql.facets(facets)));
            const timeline = { filter, by, buckets: n, timeZone: 'Europe/Berlin' };
            expect(all(lens.timeline(timeline))).toEqual(all(sql.timeline(timeline)));
            const errors = { filter, limit: n };
            expect(all(lens.errorGroups(errors))).toEqual(all(sql.errorGroups(errors)));
          }
        }
      } finally {
        close();
        store.close();
        removeFolder(folder);
      }
    },
  );
});
