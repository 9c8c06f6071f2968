import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { NewEvent, StoredEvent } from '#shared/model/audit-event.ts';
import { EVENT_ORDERS, EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter, EventOrder, FilterTerm } from '#shared/model/event-filter.ts';
import type { Sliced } from '../../src-main/store/store-api.ts';
import { HAPPENED_AT, makeEvent, makeEvents } from '../support/make-event.ts';
import { all, makeTempFolder, openStore, removeFolder, storePlace } from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { eventFilter, newEvent } from './support/arbitraries.ts';
import { ask, having, hurryClock, inTurns, storedEvents } from './support/asked.ts';
import type { Asked } from './support/asked.ts';
import { codeOf } from './support/files.ts';
import { FilterModel } from './support/filter-model.ts';
import { pruneBehind } from './support/prune-behind.ts';

const operator = { id: 'op', name: 'Olga' };
/** Who answers, and the rows of a chunk of the lens. */
const WAYS = [
  ['the lens', 5],
  ['SQL alone', null],
] as const;

/** Opens a result and reads no more than its first row. */
function open({ results }: Asked, filter: EventFilter, order: EventOrder): string {
  return all(results.open({ filter, order, firstRows: 1 })).queryId;
}

/** Where a time stands among rows in an order of time. */
function indexOfTime(rows: readonly StoredEvent[], order: EventOrder, time: number): number | null {
  const index = rows.findIndex(({ occurredAt: at }) =>
    order === 'oldest' ? at >= time : at <= time,
  );
  return index === -1 ? null : index;
}

/** Asks for the position of every event and of some times, in this order of questions. */
function expectPositions(
  { results }: Asked,
  queryId: string,
  order: EventOrder,
  rows: readonly StoredEvent[],
  seqs: readonly number[],
  times: readonly number[],
): void {
  for (const seq of seqs) {
    const index = rows.findIndex((row) => row.seq === seq);
    expect(all(results.position({ queryId, at: { seq } }))).toBe(index === -1 ? null : index);
  }
  for (const time of times) {
    const position = (): number | null => all(results.position({ queryId, at: { time } }));
    if (order === 'recorded') expect(codeOf(position)).toBe('INVALID_INPUT');
    else expect(position()).toBe(indexOfTime(rows, order, time));
  }
}

/** At, between, before and after the moments that random events have. */
const TIMES = [-7e13, -62_135_596_800_000, -1_001, -1_000, -1, 0, 1, 2, 3, 1_700_000_000_000, 2e14];

describe('a position in a result', () => {
  test.prop(
    [
      fc.array(newEvent, { minLength: 1, maxLength: 40 }),
      fc.array(eventFilter, { minLength: 3, maxLength: 3 }),
      fc.infiniteStream(fc.nat()),
    ],
    { numRuns: 12 },
  )('is where the model has the row, or the first row of a time', (events, filters, random) => {
    const folder = makeTempFolder();
    const store = openStore(storePlace(folder));
    store.writes.record(events);
    const model = new FilterModel(storedEvents(store.reads));
    const shuffled = events
      .map((_, index) => ({ seq: index + 1, at: random.next().value ?? 0 }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ seq }) => seq);
    try {
      for (const [, chunkRows] of WAYS) {
        const asked = ask(store.path, chunkRows);
        for (const filter of [EVERYTHING, ...filters]) {
          for (const order of EVENT_ORDERS) {
            const queryId = open(asked, filter, order);
            const rows = model.matching(filter, order);
            const seqs = [...shuffled, events.length + 1, events.length + 500];
            expectPositions(asked, queryId, order, rows, seqs, TIMES);
            expect(all(asked.results.total(queryId))).toBe(rows.length);
          }
        }
        asked.close();
      }
    } finally {
      store.close();
      removeFolder(folder);
    }
  });
});

describe('a result of more rows than are found at once', () => {
  const folder = makeTempFolder();
  let store: TempStore;
  let events: readonly StoredEvent[];
  let model: FilterModel;

  /** 40 events at each moment, and none in the order of time. */
  const TIMES_THERE = 20;
  const COUNT = 40 * TIMES_THERE;

  beforeAll(() => {
    store = openStore(storePlace(folder));
    store.writes.record(
      makeEvents(COUNT).map((event, index) => ({
        ...event,
        occurredAt: HAPPENED_AT + ((index * 7) % TIMES_THERE) * 10,
        action: `act.${index % 3}`,
        actorId: `u-${index % 60}`,
        message: index % 4 === 0 ? 'needle' : 'hay',
      })),
    );
    events = storedEvents(store.reads);
    model = new FilterModel(events);
  });

  afterAll(() => {
    store.close();
    removeFolder(folder);
  });

  const ALL_BUT: FilterTerm = { field: 'action', values: ['act.0'], negated: true };
  const QUESTIONS: readonly (readonly [string, EventFilter])[] = [
    ['everything', EVERYTHING],
    ['an action', having('action', 'act.1')],
    ['a text', having('text', 'NEEDLE')],
    ['a rare actor', having('actor', 'u-7')],
    ['all but an action', { ...EVERYTHING, terms: [ALL_BUT] }],
  ];

  describe.each(WAYS)('that %s answers', (_, chunkRows) => {
    it.each(QUESTIONS)('has the same rows by position as page by page: %s', (_, filter) => {
      const asked = ask(store.path, chunkRows);
      onTestFinished(asked.close);
      for (const order of EVENT_ORDERS) {
        const rows = model.matching(filter, order);
        const queryId = open(asked, filter, order);
        // From the middle first: what comes before is found on the way.
        const starts = [rows.length >> 1, 0, rows.length - 9, rows.length, 3, 255, 256, 257];
        for (const start of starts) {
          if (start < 0) continue;
          const read = all(asked.results.rows({ queryId, start, end: start + 9 }));
          expect(read.map((row) => row?.seq)).toEqual(
            rows.slice(start, start + 9).map(({ seq }) => seq),
          );
        }
        const paged: number[] = [];
        let cursor: string | null = null;
        do {
          const page: { items: readonly StoredEvent[]; nextCursor: string | null } = all(
            asked.answers.page({ filter, order, limit: 70, offset: 0, cursor }),
          );
          paged.push(...page.items.map(({ seq }) => seq));
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(paged).toEqual(rows.map(({ seq }) => seq));
      }
    });

    it.each(QUESTIONS)('knows where rows and times stand: %s', (_, filter) => {
      const asked = ask(store.path, chunkRows);
      onTestFinished(asked.close);
      const times = Array.from(
        { length: 2 * TIMES_THERE + 4 },
        (__, n) => HAPPENED_AT - 10 + n * 5,
      );
      for (const order of EVENT_ORDERS) {
        const queryId = open(asked, filter, order);
        const seqs = Array.from({ length: 60 }, (__, index) => ((index * 331) % COUNT) + 1);
        expectPositions(asked, queryId, order, model.matching(filter, order), seqs, times);
      }
    });

    it('answers several that ask in turns, one of which gives up', () => {
      const asked = ask(store.path, chunkRows);
      onTestFinished(asked.close);
      onTestFinished(hurryClock());
      const { results } = asked;
      for (const order of EVENT_ORDERS) {
        for (const filter of [EVERYTHING, having('text', 'needle')]) {
          const rows = model.matching(filter, order);
          const queryId = open(asked, filter, order);
          const given = results.total(queryId);
          given.next();
          const [total, read, position] = inTurns<unknown>([
            results.total(queryId),
            results.rows({ queryId, start: rows.length - 2, end: rows.length + 2 }),
            results.position({ queryId, at: { seq: rows.at(-1)?.seq ?? 0 } }),
            abandon(given),
          ]);
          expect(total).toBe(rows.length);
          expect((read as { seq: number }[]).map(({ seq }) => seq)).toEqual(
            rows.slice(-2).map(({ seq }) => seq),
          );
          expect(position).toBe(rows.length - 1);
        }
      }
    });
  });

  function* abandon(work: Sliced<unknown>): Sliced<unknown> {
    yield;
    return work.return(undefined).value;
  }
});

describe('a result stays as it was', () => {
  function filled(): TempStore {
    const store = openStore(storePlace());
    onTestFinished(store.close);
    store.writes.record(
      makeEvents(300).map((event, index) => ({
        ...event,
        occurredAt: HAPPENED_AT + ((index * 7) % 30),
        message: index % 3 === 0 ? 'needle' : 'hay',
      })),
    );
    return store;
  }

  /** Newer and older than all there are, and among them. */
  const LATER: readonly NewEvent[] = [-1_000_000, 0, 5, 29, 1_000_000].flatMap((difference) =>
    Array.from({ length: 40 }, () =>
      makeEvent({ occurredAt: HAPPENED_AT + difference, message: 'needle' }),
    ),
  );

  describe.each(WAYS)('that %s answers', (_, chunkRows) => {
    it.each(EVENT_ORDERS)('while events are recorded, in the order %s', (order) => {
      const store = filled();
      const asked = ask(store.path, chunkRows);
      onTestFinished(asked.close);
      const model = new FilterModel(storedEvents(store.reads));
      const filters = [EVERYTHING, having('text', 'needle'), having('actor', 'u-1')];
      const opened = filters.map((filter) => open(asked, filter, order));
      store.writes.record(LATER);
      // The lens moves on while the results are held.
      expect(all(asked.answers.total(EVERYTHING))).toBe(500);
      for (const [index, filter] of filters.entries()) {
        const rows = model.matching(filter, order);
        const queryId = opened[index] ?? '';
        const times = [HAPPENED_AT - 2_000_000, HAPPENED_AT + 5, HAPPENED_AT + 2_000_000];
        expectPositions(asked, queryId, order, rows, [1, 150, 299, 300, 301, 500], times);
        const read = all(asked.results.rows({ queryId, start: 0, end: 600 }));
        expect(read.map((row) => row?.seq)).toEqual(rows.map(({ seq }) => seq));
        expect(all(asked.results.total(queryId))).toBe(rows.length);
      }
    });

    it.each(EVENT_ORDERS)('when events are pruned that it has found, in the order %s', (order) => {
      const store = filled();
      const asked = ask(store.path, chunkRows);
      onTestFinished(asked.close);
      const rows = new FilterModel(storedEvents(store.reads)).matching(EVERYTHING, order);
      const queryId = open(asked, EVERYTHING, order);
      expect(all(asked.results.total(queryId))).toBe(300);
      const pruned = new Set(rows.filter((_, index) => index % 3 > 0).map(({ seq }) => seq));
      pruneBehind(store.path, [...pruned]);
      if (chunkRows !== null) all(asked.lens.refresh());
      expect(all(asked.results.total(queryId))).toBe(300);
      expect(
        all(asked.results.rows({ queryId, start: 0, end: 300 })).map((row) => row?.seq),
      ).toEqual(rows.map(({ seq }) => (pruned.has(seq) ? undefined : seq)));
      for (const [index, { seq }] of rows.entries()) {
        const position = all(asked.results.position({ queryId, at: { seq } }));
        expect(position).toBe(pruned.has(seq) ? null : index);
      }
      if (order === 'recorded') return;
      for (const time of [HAPPENED_AT - 1, HAPPENED_AT + 7, HAPPENED_AT + 30]) {
        const position = all(asked.results.position({ queryId, at: { time } }));
        expect(position).toBe(indexOfTime(rows, order, time));
      }
    });
  });

  it.each(EVENT_ORDERS)('when flags change and the lens knows them, in the order %s', (order) => {
    const store = filled();
    const flag = (seqs: readonly number[], flagged: boolean): void => {
      store.writes.flagEvents({ selection: { seqs: [...seqs] }, flagged, note: null, operator });
    };
    const some = Array.from({ length: 100 }, (_, index) => index * 3 + 1);
    flag(some, true);
    const asked = ask(store.path, 5);
    onTestFinished(asked.close);
    const queryId = open(asked, having('flagged', 'yes'), order);
    const extras = { flagged: new Set(some), noted: new Set<number>(), held: new Set<number>() };
    const model = new FilterModel(storedEvents(store.reads), { ...extras, raws: new Map() });
    const rows = model.matching(having('flagged', 'yes'), order);
    flag(some.slice(10), false);
    flag([2, 3, 5], true);
    expect(all(asked.answers.total(having('flagged', 'yes')))).toBe(13);
    expect(all(asked.results.total(queryId))).toBe(100);
    expect(all(asked.results.rows({ queryId, start: 0, end: 200 })).map((row) => row?.seq)).toEqual(
      rows.map(({ seq }) => seq),
    );
    expectPositions(asked, queryId, order, rows, [1, 2, 3, 4, 100, 298], [HAPPENED_AT + 11]);
  });
});

describe('a time beyond the rows that were found so far', () => {
  it('is looked for no further than its place', () => {
    const store = openStore(storePlace());
    onTestFinished(store.close);
    store.writes.record(makeEvents(3_000));
    const asked = ask(store.path, null);
    onTestFinished(asked.close);
    const queryId = open(asked, EVERYTHING, 'oldest');
    const work = asked.results.position({ queryId, at: { time: HAPPENED_AT + 10 } });
    expect(work.next()).toEqual({ done: true, value: 10 });
    const late = HAPPENED_AT + 2_990;
    expect(all(asked.results.position({ queryId, at: { time: late } }))).toBe(2_990);
  });
});
