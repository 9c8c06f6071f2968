import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { EVENT_ORDERS } from '#shared/model/event-filter.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import type { StoredEvent } from '#shared/model/audit-event.ts';
import type { StoreReads } from '../../src-main/store/store-api.ts';
import { all, makeTempFolder, openStore, removeFolder, storePlace } from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { eventFilter, filterTerm, newEvent } from './support/arbitraries.ts';
import { FilterModel } from './support/filter-model.ts';
import { pagedIds, resultIds } from './support/walk.ts';

/** A store with some events recorded and the others imported in two batches. */
const filled = fc.record({
  recorded: fc.array(newEvent, { maxLength: 12 }),
  imported: fc.array(newEvent, { maxLength: 12 }),
});

function withStore(
  { recorded, imported }: typeof filled extends fc.Arbitrary<infer Value> ? Value : never,
  use: (store: TempStore, events: readonly StoredEvent[]) => void,
): void {
  const folder = makeTempFolder();
  const store = openStore(storePlace(folder));
  try {
    const operator = { id: 'op', name: 'Olga' };
    for (const part of [imported.slice(0, 4), imported.slice(4)]) {
      const { batch } = store.writes.beginImport({ operator, title: 't', files: ['t'] });
      const events = part.map((event, index) => ({
        event: { ...event, id: `i-${batch}-${index}` },
        raw: Buffer.from('r'),
      }));
      store.writes.appendImport({ batch, file: 0, events, rejected: 0 });
      store.writes.finishImport({ batch, outcome: 'done', format: 't' });
    }
    store.writes.record(recorded);
    use(store, storedEvents(store.reads));
  } finally {
    store.close();
    removeFolder(folder);
  }
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
    withStore(content, ({ reads }, events) => {
      const model = new FilterModel(events);
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

function idsOf(reads: StoreReads, filter: EventFilter, order: EventOrder): string[] {
  return pagedIds(reads, filter, order, 1_000);
}
