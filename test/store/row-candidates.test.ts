import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { EVENT_ORDERS, EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter, FilterTerm } from '#shared/model/event-filter.ts';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { rowCandidates } from '../../src-main/store/queries/row-candidates.ts';
import { HAPPENED_AT, makeEvents } from '../support/make-event.ts';
import {
  all,
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { ask, having, storedEvents } from './support/asked.ts';
import type { Asked } from './support/asked.ts';
import { FilterModel } from './support/filter-model.ts';
import { pagedIds, resultIds } from './support/walk.ts';
import { indexAll } from './text/support/indexed.ts';

/** More than the fewest candidates that are read at once whatever the size of the store (2,000). */
const EVENTS = 2_600;
const MOMENTS = 50;

/** Rare and common words, in no order of time. */
function someEvents(count: number, first = 0): NewEvent[] {
  return makeEvents(count).map((event, index) => ({
    ...event,
    occurredAt: HAPPENED_AT + (((first + index) * 7) % MOMENTS),
    action: `act.${index % 4}`,
    message: `hay ${index % 90 === 0 ? 'needle' : ''} ${index % 70 === 0 ? 'Ähre' : ''}`,
    // An id that is text of others too: only the exact one is meant.
    correlationId: index % 100 === 0 ? 'c-77' : index % 60 === 0 ? 'C-77x' : null,
    host: index % 200 === 3 ? 'c-77' : null,
  }));
}

const folder = makeTempFolder();
let store: TempStore;
let sql: Asked;
let model: FilterModel;

beforeAll(() => {
  store = openStore(storePlace(folder));
  store.writes.record(someEvents(EVENTS - 100));
  indexAll(store.writes);
  // The index ends here: what follows may match too.
  store.writes.record(someEvents(100, EVENTS - 100));
  sql = ask(store.path, null);
  model = new FilterModel(storedEvents(store.reads));
});

afterAll(() => {
  sql.close();
  store.close();
  removeFolder(folder);
});

const term: fc.Arbitrary<FilterTerm> = fc.record({
  field: fc.constant('text' as const),
  values: fc
    .uniqueArray(
      fc.constantFrom(
        'needle',
        'NEEDLE',
        'ähre',
        'c-77',
        'hay',
        'ne',
        'nothing of the kind',
        'act.3',
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((values) => [...values]),
  negated: fc.boolean(),
});
const other: fc.Arbitrary<FilterTerm> = fc.constantFrom<FilterTerm>(
  { field: 'correlation', values: ['c-77'], negated: false },
  { field: 'correlation', values: ['c-77', 'C-77x'], negated: false },
  { field: 'correlation', values: ['c-77'], negated: true },
  { field: 'action', values: ['act.2'], negated: false },
  { field: 'actor', values: ['u-1'], negated: true },
);
const moment = fc.option(fc.integer({ min: HAPPENED_AT, max: HAPPENED_AT + MOMENTS }));
const question = fc.record({
  from: moment,
  to: moment,
  terms: fc
    .tuple(term, fc.array(fc.oneof(term, other), { maxLength: 2 }))
    .map(([one, more]) => [one, ...more]),
});

function candidatesOf(filter: EventFilter, upToSeq = EVENTS): readonly number[] | null {
  return rowCandidates(sql.db, filter.terms, EVENTS, upToSeq);
}

describe('the events that a text can be in', () => {
  test.prop([question], { numRuns: 60 })('have all that match among them', (filter) => {
    const candidates = candidatesOf(filter);
    if (candidates === null) return;
    const found = new Set(candidates);
    expect(found.size).toBe(candidates.length);
    expect(candidates).toEqual(candidates.toSorted((a, b) => a - b));
    for (const { seq } of model.matching(filter, 'oldest')) expect(found.has(seq)).toBe(true);
  });

  it('are few if the text is rare: those of the index and those that it does not reach', () => {
    const needles = candidatesOf(having('text', 'needle')) ?? [];
    const indexed = needles.filter((seq) => seq <= EVENTS - 100);
    expect(indexed).toHaveLength(Math.ceil((EVENTS - 100) / 90));
    expect(needles.length - indexed.length).toBe(100);
    expect(candidatesOf(having('text', 'needle'), 50)).toEqual([1]);
  });

  it('are those of the rarest term, and of all its values', () => {
    const [common] = having('text', 'ähre', 'needle').terms as [FilterTerm];
    const [rare] = having('text', 'needle').terms as [FilterTerm];
    const both = { ...EVERYTHING, terms: [common, rare] };
    expect(candidatesOf(both)).toEqual(candidatesOf(having('text', 'needle')));
    expect(candidatesOf({ ...EVERYTHING, terms: [common] })?.length).toBeGreaterThan(
      candidatesOf(both)?.length ?? Number.NaN,
    );
  });

  it('are not told where they are many, or where the index cannot tell', () => {
    expect(candidatesOf(having('text', 'hay'))).toBeNull();
    expect(candidatesOf(having('text', 'needle', 'hay'))).toBeNull();
    expect(candidatesOf(having('anywhere', 'needle'))).toBeNull();
    expect(candidatesOf(having('action', 'act.1'))).toBeNull();
    const { terms } = having('text', 'needle');
    expect(
      candidatesOf({ ...EVERYTHING, terms: terms.map((each) => ({ ...each, negated: true })) }),
    ).toBeNull();
  });

  it('are not told where the index is far behind', () => {
    const behind = tempStore();
    behind.writes.record(makeEvents(2_001, { message: 'x' }));
    const asked = ask(behind.path, null);
    onTestFinished(asked.close);
    const { terms } = having('text', 'needle');
    expect(rowCandidates(asked.db, terms, 2_001, 2_001)).toBeNull();
    expect(rowCandidates(asked.db, terms, 2_001, 2_000)).toHaveLength(2_000);
  });
});

describe('the events that nobody has reviewed', () => {
  it('are among those after the mark, as long as these are few', () => {
    const marked = tempStore();
    marked.writes.record(makeEvents(2_100));
    const asked = ask(marked.path, null);
    onTestFinished(asked.close);
    const candidates = (term: FilterTerm) => rowCandidates(asked.db, [term], 2_101, 2_101);
    const no: FilterTerm = { field: 'reviewed', values: ['no'], negated: false };
    const notYes: FilterTerm = { field: 'reviewed', values: ['yes'], negated: true };
    expect(candidates(no)).toBeNull();
    const operator = { id: 'op-1', name: 'Olga Operator' };
    marked.writes.markReviewed({ upToSeq: 2_098, note: null, operator });
    // The last one tells of the mark, and needs no review.
    expect(candidates(no)).toEqual([2_099, 2_100, 2_101]);
    expect(candidates(notYes)).toEqual(candidates(no));
    expect(candidates({ ...no, negated: true })).toBeNull();
    expect(candidates({ ...no, values: ['yes', 'no'] })).toBeNull();
    for (const terms of [[no], [notYes]]) {
      const filter = { ...EVERYTHING, terms };
      expect(resultIds(marked.reads, filter, 'newest', 10)).toHaveLength(2);
      expect(all(marked.reads.total(filter))).toBe(2);
    }
  });
});

describe('a question for text', () => {
  test.prop([question, fc.constantFrom(...EVENT_ORDERS), fc.integer({ min: 5, max: 300 })], {
    numRuns: 40,
  })(
    'has the answer of a plain search, in every order and page by page',
    (filter, order, limit) => {
      const expected = model.ids(filter, order);
      const rows = Math.max(limit, Math.ceil(expected.length / 6));
      expect(pagedIds(store.reads, filter, order, rows)).toEqual(expected);
      expect(resultIds(store.reads, filter, order, rows)).toEqual(expected);
      expect(all(store.reads.total(filter))).toBe(expected.length);
    },
  );

  it.each([
    ['the lens', 50],
    ['SQL alone', null],
  ])('has the same answer from %s wherever the index is', (_, chunkRows) => {
    const growing = tempStore();
    const { writes } = growing;
    const asked = ask(growing.path, chunkRows);
    onTestFinished(asked.close);
    const filters = [
      having('text', 'needle'),
      having('correlation', 'c-77'),
      having('text', 'ne', 'ähre'),
    ];
    for (let round = 0; round < 4; round += 1) {
      writes.record(someEvents(190, round * 190));
      if (round % 2 === 1) indexAll(writes);
      const known = new FilterModel(storedEvents(growing.reads));
      for (const filter of filters) {
        for (const order of EVENT_ORDERS) {
          const expected = known.matching(filter, order).map(({ seq }) => seq);
          const { rowset } = all(asked.answers.rowset(filter, order));
          // Half of the rows before more is indexed, and half after.
          const first = all(rowset.seqs(0, expected.length >> 1));
          writes.indexText();
          expect([...first, ...all(rowset.seqs(first.length, 1_000))]).toEqual(expected);
          expect(all(asked.answers.total(filter))).toBe(expected.length);
        }
      }
    }
  });

  it('leaves out what is recorded and indexed after it was asked', () => {
    const growing = tempStore();
    growing.writes.record(someEvents(400));
    indexAll(growing.writes);
    const filter = having('text', 'needle');
    for (const chunkRows of [50, null]) {
      const asked = ask(growing.path, chunkRows);
      onTestFinished(asked.close);
      const expected = new FilterModel(storedEvents(growing.reads)).matching(filter, 'newest');
      const { rowset } = all(asked.answers.rowset(filter, 'newest'));
      growing.writes.record(someEvents(400));
      indexAll(growing.writes);
      expect(all(rowset.seqs(0, 1_000))).toEqual(expected.map(({ seq }) => seq));
    }
  });
});
