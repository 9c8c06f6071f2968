import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_ORDERS, EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter, EventOrder, FilterTerm } from '#shared/model/event-filter.ts';
import { driverOf } from '../../src-main/store/queries/driver.ts';
import { scan } from '../../src-main/store/queries/scan.ts';
import { HAPPENED_AT, makeEvents } from '../support/make-event.ts';
import { all, makeTempFolder, openStore, removeFolder, storePlace } from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { ask, having, storedEvents } from './support/asked.ts';
import type { Asked } from './support/asked.ts';
import { FilterModel } from './support/filter-model.ts';
import { plansOf } from './support/statement-plans.ts';
import { pagedIds, resultIds } from './support/walk.ts';

const operator = { id: 'op', name: 'Olga' };
const folder = makeTempFolder();
let store: TempStore;
let sql: Asked;
let model: FilterModel;

/** Enough for several windows of every stream that is walked. */
const EVENTS = 1_500;
const MOMENTS = 60;

beforeAll(() => {
  store = openStore(storePlace(folder));
  const { writes } = store;
  writes.record(
    makeEvents(EVENTS - 500).map((event, index) => ({
      ...event,
      // Not in the order of recording, and some 25 at each moment.
      occurredAt: HAPPENED_AT + ((index * 7) % MOMENTS),
      action: `act.${index % 3 === 0 ? 'often' : index % 50}`,
      category: index % 5 === 0 ? 'auth' : 'data',
      outcome: index % 4 === 0 ? 'failure' : index % 9 === 0 ? 'error' : 'success',
      severity: index % 6 === 0 ? 'critical' : index % 7 === 0 ? 'warning' : 'info',
      errorType: index % 11 === 0 ? 'E' : null,
      // One stream of ids and one of names have the same events.
      actorId: index % 2 === 0 ? 'Ada' : `u-${index % 30}`,
      actorName: index % 3 === 0 ? 'Ada' : 'Bea',
      targets: [
        { type: 'seller', id: 's-1', name: index % 2 === 0 ? 'twin' : null },
        { type: 'seller', id: `s-${index % 8}`, name: null },
        { type: 'service', id: 'twin', name: null },
      ].slice(index % 4),
      message: index % 13 === 0 ? 'needle' : 'hay',
    })),
  );
  const { batch } = writes.beginImport({ operator, title: 't', files: ['t'] });
  const imported = makeEvents(499).map((event, index) => ({
    event: { ...event, id: `i-${index}`, occurredAt: HAPPENED_AT + (index % MOMENTS) },
    raw: Buffer.from('{}'),
  }));
  writes.appendImport({ batch, file: 0, events: imported, rejected: 0 });
  writes.finishImport({ batch, outcome: 'done', format: 't' });
  const every = (step: number): number[] =>
    Array.from({ length: Math.floor(EVENTS / step) }, (_, index) => (index + 1) * step);
  const flagged = every(3);
  writes.flagEvents({ selection: { seqs: flagged }, flagged: true, note: null, operator });
  // Several notes on one event, and one on another.
  const noted = every(40);
  for (const seq of [...noted, ...noted, 80]) writes.addNote({ seq, text: 'n', operator });

  sql = ask(store.path, null);
  const extras = { flagged: new Set(flagged), noted: new Set(noted), held: new Set<number>() };
  model = new FilterModel(storedEvents(store.reads), { ...extras, raws: new Map() });
});

afterAll(() => {
  sql.close();
  store.close();
  removeFolder(folder);
});

const term: fc.Arbitrary<FilterTerm> = fc
  .constantFrom<readonly [FilterTerm['field'], ...string[]]>(
    ['action', 'act.often'],
    ['action', 'act.1*', 'act.often'],
    ['action', 'act.7', 'act.*'],
    ['category', 'auth'],
    ['category', 'auth', 'data'],
    ['outcome', 'failure', 'error'],
    ['outcome', 'success'],
    ['severity', '>=warning'],
    ['severity', 'critical', '>=error'],
    ['actor', 'Ada'],
    ['actor', 'u-7', 'u-11'],
    ['target', 'twin'],
    ['target', 'seller:s-1', 's-3'],
    ['service', 'twin'],
    ['errorType', 'E'],
    ['batch', '1'],
    ['flagged', 'yes'],
    ['flagged', 'no'],
    ['noted', 'yes'],
    ['noted', 'yes', 'no'],
    ['text', 'NEEDLE'],
  )
  .chain(([field, ...values]) =>
    fc.record({
      field: fc.constant(field),
      values: fc.constant(values),
      negated: fc.boolean().map((isNegated) => isNegated && values.length === 1),
    }),
  );
const moment = fc.option(fc.integer({ min: HAPPENED_AT - 1, max: HAPPENED_AT + MOMENTS + 1 }));

describe('walking the events of the rarest term', () => {
  test.prop(
    [
      fc.record({
        from: moment,
        to: moment,
        terms: fc.array(term, { minLength: 1, maxLength: 3 }),
      }),
      fc.constantFrom(...EVENT_ORDERS),
      fc.integer({ min: 90, max: 400 }),
    ],
    { numRuns: 120 },
  )('finds each matching event once, window after window', (filter, order, limit) => {
    const expected = model.ids(filter, order);
    expect(pagedIds(store.reads, filter, order, limit)).toEqual(expected);
    expect(resultIds(store.reads, filter, order, 1_000)).toEqual(expected);
    expect(all(store.reads.total(filter))).toBe(expected.length);
  });

  it('counts an event with several notes once', () => {
    const filter = having('noted', 'yes');
    expect(all(store.reads.total(filter))).toBe(Math.floor(EVENTS / 40));
    expect(new Set(pagedIds(store.reads, filter, 'newest', 5)).size).toBe(Math.floor(EVENTS / 40));
  });

  it.each([
    ['an action', having('action', 'act.often')],
    ['an actor', having('actor', 'Ada')],
    ['a target', having('target', 'seller:s-1')],
    ['a failure', having('outcome', 'failure')],
    ['flagged events', having('flagged', 'yes')],
    ['noted events', having('noted', 'yes')],
  ])('reads no more than the time that is asked about: %s', (_, question) => {
    const range = { from: HAPPENED_AT + 2, to: HAPPENED_AT + 4 };
    for (const order of ['newest', 'oldest'] as const) {
      const plans = plansOfDriven({ ...question, ...range }, order);
      expect(plans.length).toBeGreaterThan(0);
      for (const plan of plans) {
        const walks = plan.filter((step) => /^(?:SEARCH|SCAN) event .*(?:INDEX|KEY) /u.test(step));
        expect(walks.length).toBeGreaterThan(0);
        for (const walk of walks) {
          if (!walk.includes('(rowid=?)')) expect(walk).toMatch(/occurred_at>\?.*occurred_at<\?/u);
        }
      }
    }
  });
});

/** The steps of every statement of a scan that reads events along a stream. */
function plansOfDriven(filter: EventFilter, order: EventOrder): (readonly string[])[] {
  const request = { filter, order, after: null, upToSeq: EVENTS };
  const plans = plansOf(sql.db, (watched) => {
    expect([...scan(watched, request)]).not.toEqual([]);
  });
  return plans.filter(({ text }) => text.includes('AS driven')).map(({ steps }) => steps);
}

/** What is walked for one term. */
function drivenBy(terms: readonly FilterTerm[], order: 'newest' | 'recorded' = 'newest') {
  const filter: EventFilter = { ...EVERYTHING, terms: [...terms] };
  const { isAll, streams, rest } = driverOf(sql.db, { filter, order });
  return { isAll, streams: streams.length, rest: rest.terms };
}

describe('the term that is walked', () => {
  const [rare] = having('action', 'act.7').terms as [FilterTerm];
  const [often] = having('category', 'data').terms as [FilterTerm];

  it('is the rarest, wherever it stands; the others are asked of its events', () => {
    for (const terms of [
      [rare, often],
      [often, rare],
    ]) {
      expect(drivenBy(terms)).toEqual({ isAll: false, streams: 1, rest: [often] });
    }
  });

  it('is none in the order of recording, where terms are negated, and where no index serves', () => {
    const none = (terms: readonly FilterTerm[]) => ({ isAll: true, streams: 1, rest: terms });
    expect(drivenBy([rare], 'recorded')).toEqual(none([rare]));
    const negated = { ...rare, negated: true };
    expect(drivenBy([negated])).toEqual(none([negated]));
    for (const [field, ...values] of [
      ['outcome', 'failure', 'success'],
      ['severity', '>=info'],
      ['flagged', 'yes', 'no'],
      ['noted', 'no'],
      ['source', 'manual'],
      ['text', 'hay'],
    ] as const) {
      const { terms } = having(field, ...values);
      expect(drivenBy(terms)).toEqual(none(terms));
    }
  });

  it('has a stream for each value once, and is not walked with too many of them', () => {
    expect(drivenBy(having('action', 'act.7', 'act.7', 'act.8').terms)).toMatchObject({
      streams: 2,
    });
    expect(drivenBy(having('actor', 'u-7', 'u-9').terms)).toMatchObject({ streams: 4 });
    expect(drivenBy(having('target', 'twin').terms)).toMatchObject({ streams: 2 });
    const many = Array.from({ length: 60 }, (_, index) => `x-${index}`);
    expect(drivenBy(having('action', ...many).terms)).toMatchObject({ isAll: true });
  });

  it('that nothing has leads to no events at all', () => {
    expect(drivenBy(having('target', 'nothing').terms)).toMatchObject({ isAll: false, streams: 0 });
    expect(all(store.reads.total(having('target', 'nothing')))).toBe(0);
  });
});
