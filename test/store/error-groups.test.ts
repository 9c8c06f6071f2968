import { fc, test } from '@fast-check/vitest';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NewEvent, StoredEvent } from '#shared/model/audit-event.ts';
import type { ErrorGroup } from '#shared/model/error-group.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { HAPPENED_AT, makeEvent } from '../support/make-event.ts';
import {
  all,
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { eventFilter, newEvent } from './support/arbitraries.ts';
import { ask, compareBy, having, storedEvents } from './support/asked.ts';
import { FilterModel } from './support/filter-model.ts';
import { pruneBehind } from './support/prune-behind.ts';

/** Who answers, and the rows of a chunk of the lens. */
const WAYS = [
  ['the lens', 5],
  ['SQL alone', null],
] as const;

/** The groups of some events, the most frequent first; those without a type before an empty one. */
function groupsOf(events: readonly StoredEvent[], limit: number): ErrorGroup[] {
  const groups = new Map<string | null, ErrorGroup>();
  for (const event of events.toSorted(compareBy('oldest'))) {
    const known = groups.get(event.errorType);
    groups.set(event.errorType, {
      errorType: event.errorType,
      count: (known?.count ?? 0) + 1,
      firstSeen: known?.firstSeen ?? event.occurredAt,
      lastSeen: event.occurredAt,
      latest: event,
    });
  }
  const rank = ({ errorType }: ErrorGroup): string => (errorType === null ? '' : `.${errorType}`);
  return [...groups.values()]
    .toSorted((a, b) => b.count - a.count || (rank(a) < rank(b) ? -1 : 1))
    .slice(0, limit);
}

describe('errors by their type', () => {
  test.prop(
    [
      fc.array(newEvent, { maxLength: 40 }),
      fc.array(eventFilter, { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 1, max: 6 }),
    ],
    { numRuns: 15 },
  )('are counted as the model counts them, with the newest of each', (events, filters, limit) => {
    const folder = makeTempFolder();
    const store = openStore(storePlace(folder));
    store.writes.record(events);
    const stored = storedEvents(store.reads);
    const model = new FilterModel(stored);
    try {
      for (const [, chunkRows] of WAYS) {
        const asked = ask(store.path, chunkRows);
        for (const filter of [EVERYTHING, having('error', 'yes'), ...filters]) {
          const expected = groupsOf(model.matching(filter, 'oldest'), limit);
          expect(all(asked.answers.errorGroups({ filter, limit }))).toEqual(expected);
        }
        asked.close();
      }
    } finally {
      store.close();
      removeFolder(folder);
    }
  });

  describe.each(WAYS)('that %s answers', (_, chunkRows) => {
    const failed = (errorType: string | null, occurredAt: number): NewEvent =>
      makeEvent({ outcome: 'error', errorType, occurredAt, stackTrace: 'at f' });

    function groups(store: TempStore, limit: number): readonly ErrorGroup[] {
      const asked = ask(store.path, chunkRows);
      onTestFinished(asked.close);
      return all(asked.answers.errorGroups({ filter: having('error', 'yes'), limit }));
    }

    it('have the one recorded last as the newest, where several happened at once', () => {
      const store = tempStore();
      store.writes.record([
        failed('E', HAPPENED_AT),
        failed('E', HAPPENED_AT),
        failed('E', HAPPENED_AT - 9),
      ]);
      expect(groups(store, 9)).toMatchObject([
        { count: 3, firstSeen: HAPPENED_AT - 9, latest: { seq: 2, stackTrace: 'at f' } },
      ]);
    });

    it('tell those without a type from those with an empty one', () => {
      const store = tempStore();
      store.writes.record([failed('', 1), failed(null, 2), failed('', 3), failed(null, 4)]);
      expect(groups(store, 9).map(({ errorType, count }) => [errorType, count])).toEqual([
        [null, 2],
        ['', 2],
      ]);
      expect(groups(store, 1).map(({ errorType }) => errorType)).toEqual([null]);
    });

    it('are none where nothing failed, and leave out what was pruned', () => {
      const store = tempStore();
      store.writes.record([makeEvent()]);
      expect(groups(store, 9)).toEqual([]);
      store.writes.record([failed('E', 5), failed('E', 7), failed('F', 6)]);
      pruneBehind(store.path, [3, 4]);
      expect(groups(store, 9)).toMatchObject([{ errorType: 'E', count: 1, lastSeen: 5 }]);
    });
  });
});
