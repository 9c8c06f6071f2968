import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import type { EventSummary } from '#shared/model/audit-event.ts';
import { EventSummary as EventSummarySchema } from '#shared/model/audit-event.ts';
import { HAPPENED_AT, makeEvent, makeEvents } from '../support/make-event.ts';
import { all, tempStore } from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { codeOf } from './support/files.ts';
import { resultIds } from './support/walk.ts';

function filled(count: number): TempStore {
  const store = tempStore();
  store.writes.record(makeEvents(count).map((event, index) => ({ ...event, id: `e-${index}` })));
  return store;
}

function open(store: TempStore, filter: EventFilter = EVERYTHING) {
  return all(store.reads.openResult({ filter, order: 'oldest', firstRows: 3 }));
}

function rows(
  store: TempStore,
  queryId: string,
  start: number,
  end: number,
): (string | undefined)[] {
  return all(store.reads.resultRows({ queryId, start, end })).map((row) => row?.id);
}

describe('a result', () => {
  it('answers its first rows at once and any others by their position', () => {
    const store = filled(5_000);
    const { queryId, headSeq, rows: first } = open(store);
    expect(headSeq).toBe(5_000);
    expect(first.map(({ id }) => id)).toEqual(['e-0', 'e-1', 'e-2']);
    expect(rows(store, queryId, 4_998, 5_000)).toEqual(['e-4998', 'e-4999']);
    expect(rows(store, queryId, 10, 12)).toEqual(['e-10', 'e-11']);
    expect(rows(store, queryId, 4_999, 6_000)).toEqual(['e-4999']);
    expect(rows(store, queryId, 5_000, 5_010)).toEqual([]);
    expect(rows(store, queryId, 9_000, 9_010)).toEqual([]);
    expect(rows(store, queryId, 7, 7)).toEqual([]);
    expect(all(store.reads.resultTotal(queryId))).toBe(5_000);
  });

  it('stays as it was when events arrive, in rows and in number', () => {
    const store = filled(3_000);
    const { queryId } = open(store);
    store.writes.record(makeEvents(2_000, { occurredAt: HAPPENED_AT + 1 }));
    store.writes.record([makeEvent({ occurredAt: 0 })]);
    expect(all(store.reads.resultTotal(queryId))).toBe(3_000);
    expect(rows(store, queryId, 0, 3_000)).toEqual(
      Array.from({ length: 3_000 }, (_, index) => `e-${index}`),
    );
    expect(open(store).headSeq).toBe(5_001);
  });

  it('is not kept for ever: the fourth takes the place of the first', () => {
    const store = filled(10);
    const [first, second, third] = [open(store), open(store), open(store)];
    expect(rows(store, first.queryId, 0, 1)).toEqual(['e-0']);
    const fourth = open(store);
    expect(codeOf(() => rows(store, first.queryId, 0, 1))).toBe('STALE_QUERY');
    expect(codeOf(() => all(store.reads.resultTotal(first.queryId)))).toBe('STALE_QUERY');
    for (const { queryId } of [second, third, fourth]) {
      expect(rows(store, queryId, 9, 10)).toEqual(['e-9']);
    }
  });

  it('that was never opened is stale', () => {
    expect(codeOf(() => rows(filled(1), 'q99', 0, 1))).toBe('STALE_QUERY');
  });

  it('is the same for two that read it at once', () => {
    const store = filled(4_000);
    const { queryId } = open(store);
    const one = store.reads.resultTotal(queryId);
    const other = store.reads.resultRows({ queryId, start: 3_998, end: 4_000 });
    // Turn by turn, as the thread does it.
    let total = one.next();
    let last = other.next();
    while (!total.done || !last.done) {
      if (!total.done) total = one.next();
      if (!last.done) last = other.next();
    }
    expect(total.value).toBe(4_000);
    expect((last.value as readonly EventSummary[]).map(({ id }) => id)).toEqual([
      'e-3998',
      'e-3999',
    ]);
  });

  it('of nothing is empty', () => {
    const store = filled(10);
    const filter: EventFilter = {
      from: null,
      to: null,
      terms: [{ field: 'batch', values: ['1'], negated: false }],
    };
    const { queryId, rows: first } = open(store, filter);
    expect(first).toEqual([]);
    expect(all(store.reads.resultTotal(queryId))).toBe(0);
    expect(resultIds(store.reads, filter, 'newest', 5)).toEqual([]);
  });
});

describe('a row of a result', () => {
  it('is short: the first target, their number, and no more text than a cell shows', () => {
    const store = tempStore();
    const targets = ['a', 'b', 'c'].map((id) => ({ type: 'seller', id, name: null }));
    store.writes.record([
      makeEvent({ targets, actorName: null, message: '\u{1F642}'.repeat(2_000), stackTrace: 'x' }),
    ]);
    const [row] = open(store).rows;
    expect(EventSummarySchema.safeParse(row).error).toBeUndefined();
    expect(row).toMatchObject({ target: targets[0], targetCount: 3, actorName: 'u-1' });
    expect(row?.message.length).toBeLessThanOrEqual(513);
    expect(row?.message.isWellFormed()).toBe(true);
    expect(row).not.toHaveProperty('stackTrace');
  });
});
