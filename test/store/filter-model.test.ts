import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { EVENT_ORDERS } from '#shared/model/event-filter.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import { FACET_FIELDS } from '#shared/model/facets.ts';
import { TIMELINE_SPLITS } from '#shared/model/timeline.ts';
import type { StoredEvent } from '#shared/model/audit-event.ts';
import type { StoreReads } from '../../src-main/store/store-api.ts';
import { all, makeTempFolder, openStore, removeFolder, storePlace } from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { eventFilter, filterTerm, newEvent } from './support/arbitraries.ts';
import { FilterModel } from './support/filter-model.ts';
import type { ModelExtras } from './support/filter-model.ts';
import { pagedIds, resultIds } from './support/walk.ts';

/** A store with some events recorded and the others imported in two batches. */
const filled = fc.record({
  recorded: fc.array(newEvent, { maxLength: 12 }),
  imported: fc.array(newEvent, { maxLength: 12 }),
});

function withStore(
  { recorded, imported }: typeof filled extends fc.Arbitrary<infer Value> ? Value : never,
  use: (store: TempStore, events: readonly StoredEvent[], model: FilterModel) => void,
): void {
  const folder = makeTempFolder();
  const store = openStore(storePlace(folder));
  try {
    const operator = { id: 'op', name: 'Olga' };
    for (const part of [imported.slice(0, 4), imported.slice(4)]) {
      const { batch } = store.writes.beginImport({ operator, title: 't', files: ['t'] });
      const events = part.map((event, index) => ({
        event: { ...event, id: `i-${batch}-${index}` },
        raw: Buffer.from(`{"r":${index}}`),
      }));
      store.writes.appendImport({ batch, file: 0, events, rejected: 0 });
      store.writes.finishImport({ batch, outcome: 'done', format: 't' });
    }
    store.writes.record(recorded);
    const extras = review(store);
    const events = storedEvents(store.reads);
    use(store, events, new FilterModel(events, extras));
  } finally {
    store.close();
    removeFolder(folder);
  }
}

/** Flags, notes and holds some of the events: every second, third and fifth. */
function review(store: TempStore): ModelExtras {
  const operator = { id: 'op', name: 'Olga' };
  const { headSeq } = store.reads.facts();
  const every = (step: number): number[] =>
    Array.from({ length: Math.floor(headSeq / step) }, (_, index) => (index + 1) * step);
  const [flagged, noted, held] = [every(2), every(3), every(5)];
  const raws = new Map(
    every(1).flatMap((seq) => {
      const { raw } = store.reads.detail({ seq });
      return raw === null ? [] : [[seq, raw] as const];
    }),
  );
  const { writes } = store;
  if (flagged.length > 0) {
    writes.flagEvents({ selection: { seqs: flagged }, flagged: true, note: null, operator });
  }
  for (const seq of noted) writes.addNote({ seq, text: 'note', operator });
  if (held.length > 0) {
    writes.placeHold({ selection: { seqs: held }, reason: 'case', operator });
  }
  const reviewedUpTo = Math.floor(headSeq / 2);
  if (reviewedUpTo > 0) writes.markReviewed({ upToSeq: reviewedUpTo, note: null, operator });
  return {
    flagged: new Set(flagged),
    noted: new Set(noted),
    held: new Set(held),
    raws,
    reviewedUpTo,
  };
}

/** Every event by its number, without asking any filter. */
function storedEvents(reads: StoreReads): StoredEvent[] {
  const { headSeq } = reads.facts();
  return Array.from({ length: headSeq }, (_, index) => reads.detail({ seq: index + 1 }).event);
}

describe('a filter', () => {
  test.prop(
    [
      filled,
      fc.array(fc.tuple(eventFilter, fc.integer({ min: 1, max: 9 })), {
        minLength: 6,
        maxLength: 6,
      }),
    ],
    { numRuns: 60 },
  )('finds what the model finds, in every order, however it is read', (content, questions) => {
    withStore(content, ({ reads }, _, model) => {
      for (const [filter, limit] of questions) {
        for (const order of EVENT_ORDERS) {
          const expected = model.ids(filter, order);
          expect(pagedIds(reads, filter, order, limit)).toEqual(expected);
          expect(resultIds(reads, filter, order, limit)).toEqual(expected);
        }
        expect(all(reads.total(filter))).toBe(model.ids(filter, 'newest').length);
      }
    });
  });

  test.prop([filled, fc.array(filterTerm, { minLength: 12, maxLength: 12 })], { numRuns: 30 })(
    'is the exact complement of its negation',
    (content, terms) => {
      withStore(content, ({ reads }, events) => {
        for (const term of terms) {
          const having = (negated: boolean): string[] =>
            idsOf(reads, { from: null, to: null, terms: [{ ...term, negated }] }, 'oldest');
          const together = [...having(true), ...having(false)];
          expect(together.toSorted()).toEqual(events.map(({ id }) => id).toSorted());
        }
      });
    },
  );
});

describe('counts under a filter', () => {
  test.prop(
    [filled, fc.array(eventFilter, { minLength: 4, maxLength: 4 }), fc.integer({ min: 1, max: 9 })],
    { numRuns: 25 },
  )('are those of the model, each facet without its own conditions', (content, filters, limit) => {
    withStore(content, ({ reads }, _, model) => {
      for (const filter of filters) {
        const fields = [...FACET_FIELDS];
        const { fields: facets } = all(reads.facets({ filter, fields, limit }));
        expect(facets.map(({ field }) => field)).toEqual(fields);
        for (const { field, values, distinct } of facets) {
          const terms = filter.terms.filter((term) => term.field !== field);
          const counts = new Map<string, number>();
          for (const event of model.matching({ ...filter, terms }, 'newest')) {
            for (const value of model.facetValues(event, field)) {
              counts.set(value, (counts.get(value) ?? 0) + 1);
            }
          }
          expect(distinct).toBe(counts.size);
          const ranked = [...counts.values()].toSorted((a, b) => b - a).slice(0, limit);
          expect(values.map(({ count }) => count)).toEqual(ranked);
          for (const { value, count } of values) expect(counts.get(value)).toBe(count);
        }
      }
    });
  });

  test.prop(
    [
      filled,
      fc.array(eventFilter, { minLength: 4, maxLength: 4 }),
      fc.constantFrom(...TIMELINE_SPLITS),
      fc.integer({ min: 1, max: 30 }),
    ],
    { numRuns: 25 },
  )('add up over time', (content, filters, by, atMost) => {
    withStore(content, ({ reads }, _, model) => {
      for (const filter of filters) {
        const request = { filter, by, buckets: atMost, timeZone: 'UTC' };
        const { buckets } = all(reads.timeline(request));
        const events = model.matching(filter, 'oldest');
        expect(buckets.length).toBeLessThanOrEqual(atMost);
        expect(buckets.reduce((sum, { total }) => sum + total, 0)).toBe(events.length);
        for (const [index, { start, end, total, counts }] of buckets.entries()) {
          expect(start).toBe(index === 0 ? start : buckets[index - 1]?.end);
          const inside = events.filter(({ occurredAt: at }) => at >= start && at < end);
          expect(total).toBe(inside.length);
          for (const word of new Set(inside.map((event) => event[by]))) {
            expect(counts[word]).toBe(inside.filter((event) => event[by] === word).length);
          }
          expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(total);
        }
      }
    });
  });
});

function idsOf(reads: StoreReads, filter: EventFilter, order: EventOrder): string[] {
  return pagedIds(reads, filter, order, 1_000);
}
