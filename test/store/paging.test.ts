import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_ORDERS, EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter, FilterField } from '#shared/model/event-filter.ts';
import { HAPPENED_AT, makeEvent, makeEvents } from '../support/make-event.ts';
import {
  all,
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { pagedIds, pages } from './support/walk.ts';

const EVENTS = 5_000;

describe('pages of 5,000 events in one millisecond', () => {
  const folder = makeTempFolder();
  let store: TempStore;
  let added = 0;
  const targets = [{ type: 'seller', id: 's-1', name: null }];

  /** Some more events, within the millisecond and around it. */
  function addMore(): void {
    store.writes.record(
      [0, -1, 1].map((offset) => {
        added += 1;
        return makeEvent({
          id: `later-${added}`,
          occurredAt: HAPPENED_AT + offset,
          actorId: 'other',
        });
      }),
    );
  }

  beforeAll(() => {
    store = openStore(storePlace(folder));
    store.writes.record(
      makeEvents(EVENTS, { occurredAt: HAPPENED_AT, targets }).map((event, index) => ({
        ...event,
        id: `e-${index}`,
      })),
    );
  });
  afterAll(() => {
    store.close();
    removeFolder(folder);
  });

  const having = (field: FilterField, value: string): EventFilter => ({
    ...EVERYTHING,
    terms: [{ field, values: [value], negated: false }],
  });
  const actor = having('actor', 'u-1');
  const orderOfIds = (isOldestFirst: boolean): string[] => {
    const ids = Array.from({ length: EVENTS }, (_, index) => `e-${index}`);
    return isOldestFirst ? ids : ids.toReversed();
  };

  test.prop(
    [
      fc.constantFrom(...EVENT_ORDERS),
      fc.integer({ min: 60, max: 1_000 }),
      fc.constantFrom(EVERYTHING, actor, having('target', 'seller:s-1'), having('text', 'EVENT')),
    ],
    { numRuns: 20 },
  )('come without gap or repeat while a writer keeps adding', (order, limit, filter) => {
    const expected = orderOfIds(order === 'oldest');
    const seen: string[] = [];
    for (const page of pages(store.reads, filter, order, limit)) {
      seen.push(...page.items.map(({ id }) => id).filter((id) => id.startsWith('e-')));
      addMore();
    }
    expect(seen).toEqual(expected);
  });

  it('hold 1 to 1,000 events', () => {
    const page = (limit: number): number =>
      all(store.reads.page({ filter: actor, order: 'newest', limit, offset: 0, cursor: null }))
        .items.length;
    expect([page(1), page(2), page(999), page(1_000)]).toEqual([1, 2, 999, 1_000]);
  });
});

describe('a page', () => {
  it('has no next cursor when it holds the last event, even if it is full', () => {
    const { writes, reads } = tempStore();
    writes.record(makeEvents(20));
    const cursorAfter = (limit: number, offset = 0): string | null =>
      all(reads.page({ filter: EVERYTHING, order: 'oldest', limit, offset, cursor: null }))
        .nextCursor;
    expect(cursorAfter(19)).not.toBeNull();
    expect(cursorAfter(20)).toBeNull();
    expect(cursorAfter(21)).toBeNull();
    expect(cursorAfter(10, 10)).toBeNull();
    expect(cursorAfter(9, 10)).not.toBeNull();
  });

  it('of an empty store is empty', () => {
    const { reads } = tempStore();
    for (const order of EVENT_ORDERS) {
      const request = { filter: EVERYTHING, order, limit: 10, offset: 0, cursor: null };
      expect(all(reads.page(request))).toEqual({ items: [], nextCursor: null });
    }
  });

  it('begins after the offset, and goes on from its cursor', () => {
    const { writes, reads } = tempStore();
    writes.record(makeEvents(3_000).map((event, index) => ({ ...event, id: `e-${index}` })));
    const request = { filter: EVERYTHING, order: 'oldest', limit: 5 } as const;
    const idsAt = (offset: number): string[] =>
      all(reads.page({ ...request, offset, cursor: null })).items.map(({ id }) => id);
    for (const offset of [0, 1, 999, 1_000, 1_001, 2_996]) {
      expect(idsAt(offset)[0]).toBe(`e-${offset}`);
    }
    expect(idsAt(2_998)).toEqual(['e-2998', 'e-2999']);
    expect(idsAt(3_000)).toEqual([]);
    expect(idsAt(1_000_000)).toEqual([]);
    const { nextCursor } = all(reads.page({ ...request, offset: 10, cursor: null }));
    // The offset counts for the first page only.
    const next = all(reads.page({ ...request, offset: 10, cursor: nextCursor }));
    expect(next.items[0]?.id).toBe('e-15');
  });

  it('finds the few that match among many that do not', () => {
    const { writes, reads } = tempStore();
    const rare = [0, 2_500, 5_999].map((index) => ({ index, id: `rare-${index}` }));
    writes.record(
      makeEvents(6_000).map((event, index) => {
        const found = rare.find((one) => one.index === index);
        return found ? { ...event, id: found.id, host: 'needle-host' } : event;
      }),
    );
    const filter: EventFilter = {
      from: null,
      to: null,
      terms: [{ field: 'text', values: ['NEEDLE-host'], negated: false }],
    };
    const ids = rare.map(({ id }) => id);
    expect(pagedIds(reads, filter, 'oldest', 2)).toEqual(ids);
    expect(pagedIds(reads, filter, 'newest', 1)).toEqual(ids.toReversed());
    expect(pagedIds(reads, filter, 'recorded', 3)).toEqual(ids.toReversed());
  });

  it('does not see what is recorded while it is being read', () => {
    const { writes, reads } = tempStore();
    writes.record(makeEvents(3_000));
    const page = reads.page({
      filter: EVERYTHING,
      order: 'newest',
      limit: 10,
      offset: 2_995,
      cursor: null,
    });
    page.next();
    writes.record(makeEvents(50));
    expect(all(page).items).toHaveLength(5);
  });
});

describe('the range of time', () => {
  it('includes its beginning and not its end, around zero and before', () => {
    const { writes, reads } = tempStore();
    writes.record([-2, -1, 0, 1, 2].map((occurredAt) => makeEvent({ occurredAt })));
    const times = (from: number | null, to: number | null): number[] =>
      all(
        reads.page({
          filter: { from, to, terms: [] },
          order: 'oldest',
          limit: 10,
          offset: 0,
          cursor: null,
        }),
      ).items.map(({ occurredAt }) => occurredAt);
    expect(times(0, null)).toEqual([0, 1, 2]);
    expect(times(null, 0)).toEqual([-2, -1]);
    expect(times(-1, 1)).toEqual([-1, 0]);
    expect(times(0, 0)).toEqual([]);
    expect(times(1, -1)).toEqual([]);
    expect(all(reads.total({ from: 0, to: null, terms: [] }))).toBe(3);
  });
});
