import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter, EventOrder, FilterField } from '#shared/model/event-filter.ts';
import { scan } from '../../src-main/store/queries/scan.ts';
import { registerTextFunctions } from '../../src-main/store/text/text-functions.ts';
import { openReadConnection } from '../../src-main/store/sql/connection.ts';
import type { ReadDb } from '../../src-main/store/sql/connection.ts';
import { makeEvents, makeImported } from '../support/make-event.ts';
import { makeTempFolder, openStore, removeFolder, storePlace } from '../support/temp-store.ts';

const folder = makeTempFolder();
let db: ReadDb;

/** Enough for several windows, so that first, middle and last ones are asked for. */
const EVENTS = 4_000;

beforeAll(() => {
  const store = openStore(storePlace(folder));
  const targets = [
    { type: 'service', id: 's3', name: null },
    { type: 'seller', id: 's-1', name: 'Seller' },
  ];
  const usual = makeEvents(EVENTS - 600, { targets }).map((event, index) => ({
    ...event,
    action: `user.act-${index % 40}`,
    actorId: `u-${index % 200}`,
    actorName: `User ${index % 200}`,
  }));
  store.writes.record(usual);
  store.writes.record(makeEvents(100, { outcome: 'failure', severity: 'warning', errorType: 'E' }));
  const operator = { id: 'op', name: 'Olga' };
  const { batch } = store.writes.beginImport({ operator, title: 't', files: ['t'] });
  const events = Array.from({ length: 500 }, (_, index) => makeImported(`i-${index}`));
  store.writes.appendImport({ batch, file: 0, events, rejected: 0 });
  store.writes.finishImport({ batch, outcome: 'done', format: 't' });
  store.close();
  db = openReadConnection(store.path, { busyTimeoutMs: 1_000 });
  registerTextFunctions(db);
});

afterAll(() => {
  db.close();
  removeFolder(folder);
});

function having(field: FilterField, ...values: string[]): EventFilter {
  return { from: null, to: null, terms: [{ field, values, negated: false }] };
}

/** The plan of every statement that a scan really runs, one text each. */
function plansOf(filter: EventFilter, order: EventOrder): string[] {
  const prepare = db.prepare.bind(db);
  const texts = new Set<string>();
  // The scan prepares its own statements; this connection notes them on the way.
  const watched = new Proxy(db, {
    get: (target, name) =>
      name === 'prepare'
        ? (text: string) => {
            texts.add(text);
            return prepare(text);
          }
        : (Reflect.get(target, name) as unknown),
  });
  const request = { filter, order, after: null, upToSeq: EVENTS + 1 };
  expect([...scan(watched, request)].length).toBeGreaterThan(0);
  return [...texts].map((text) => {
    const values = Array.from(text.matchAll(/\?/gu), () => null);
    const steps = prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(
      ...values,
    );
    return steps.map(({ detail }) => detail).join('; ');
  });
}

const TIME_ORDERS = ['newest', 'oldest'] as const;

/** Filters that are walked along an index of their own, by its name. */
const DRIVEN: readonly (readonly [string, EventFilter, RegExp])[] = [
  ['an action', having('action', 'user.act-7'), /event_by_action \(action=\?/u],
  ['a category', having('category', 'auth'), /event_by_category \(category=\?/u],
  ['a failure', having('outcome', 'failure'), /event_by_problem \(outcome=\?/u],
  ['a failure or error', having('outcome', 'failure', 'error'), /event_by_problem \(outcome=\?/u],
  ['a severity', having('severity', 'warning'), /event_by_severity \(severity=\?/u],
  ['a least severity', having('severity', '>=error'), /event_by_severity \(severity=\?/u],
  ['an error type', having('errorType', 'E'), /event_by_error_type \(error_type=\?/u],
  ['a batch', having('batch', '1'), /event_by_batch \(batch=\?/u],
  ['an actor id', having('actor', 'u-7'), /event_by_actor_id \(actor_id=\?/u],
  ['an actor name', having('actor', 'User 7'), /event_by_actor_name \(actor_name=\?/u],
  ['a target', having('target', 'seller:s-1'), /event USING PRIMARY KEY \(entity=\?/u],
  ['a service', having('service', 's3'), /event USING PRIMARY KEY \(entity=\?/u],
  ['flagged events', having('flagged', 'yes'), /event USING COVERING INDEX flag_by_time/u],
  ['noted events', having('noted', 'yes'), /event USING COVERING INDEX note_by_time/u],
];

/** Filters that no index serves: the events are walked in order of time, and tested. */
const WALKED: readonly (readonly [string, EventFilter])[] = [
  ['everything', EVERYTHING],
  ['a success', having('outcome', 'success')],
  ['a least severity that most have', having('severity', '>=info')],
  ['a text', having('text', 'EV')],
  ['text anywhere', having('anywhere', 'EVENT')],
  ['a source', having('source', 'manual')],
  ['an intent', having('intent', 'i')],
  ['an address', having('ip', '192.0.2.1')],
  ['unflagged events', having('flagged', 'no')],
  ['events on hold', having('held', 'yes')],
  ['a range of time', { from: 0, to: Date.UTC(2100, 0), terms: [] }],
  [
    'all but an action',
    {
      from: null,
      to: null,
      terms: [{ field: 'action', values: ['user.act-7'], negated: true }],
    },
  ],
];

/** Walks an index in its order: no table, no sort. */
const IS_INDEX_WALK = /^(?:SEARCH|SCAN) event USING (?:COVERING INDEX|PRIMARY KEY)/u;

describe.each(TIME_ORDERS)('in the order by time (%s), a question for', (order) => {
  it.each(DRIVEN)('%s walks its own index', (_, filter, index) => {
    const walks = plansOf(filter, order).filter((plan) => index.test(plan));
    expect(walks.some((plan) => IS_INDEX_WALK.test(plan))).toBe(true);
  });

  it.each<readonly [string, EventFilter]>([
    ...DRIVEN.map(([name, filter]) => [name, filter] as const),
    ...WALKED,
    ['an action prefix', having('action', 'user.*')],
    ['a rare text', having('text', 'event')],
    [
      'a target and an action',
      { ...EVERYTHING, terms: [...having('service', 's3').terms, ...having('action', 'x').terms] },
    ],
  ])('%s never scans the table', (_, filter) => {
    for (const plan of plansOf(filter, order)) {
      expect(plan).not.toMatch(/SCAN event (?!USING COVERING INDEX|USING INDEX event_by_time)/u);
    }
  });

  it.each(WALKED)('%s walks the index by time and sorts nothing', (_, filter) => {
    const plans = plansOf(filter, order);
    expect(plans.some((plan) => plan.includes('event_by_time'))).toBe(true);
    for (const plan of plans) expect(plan).not.toContain('TEMP B-TREE FOR ORDER BY');
  });

  it.each([
    ['an action', having('action', 'user.act-7')],
    ['a category', having('category', 'auth')],
    ['a failure', having('outcome', 'failure')],
    ['a severity', having('severity', 'warning')],
    ['an error type', having('errorType', 'E')],
    ['a batch', having('batch', '1')],
    ['a target', having('target', 'seller:s-1')],
    ['a service', having('service', 's3')],
    ['flagged events', having('flagged', 'yes')],
  ])('%s, which one stretch of an index serves, sorts nothing', (_, filter) => {
    for (const plan of plansOf(filter, order)) {
      expect(plan).not.toContain('TEMP B-TREE FOR ORDER BY');
    }
  });
});

describe('in the order of recording, a question', () => {
  it.each([
    ['for everything', EVERYTHING],
    ['for a text', having('text', 'EV')],
    ['for a source', having('source', 'manual')],
  ])('%s walks the numbers and sorts nothing', (_, filter) => {
    for (const plan of plansOf(filter, 'recorded').filter(
      (each) => !/^SCAN (?:head|CONSTANT|event_text)/u.test(each),
    )) {
      expect(plan).toMatch(/^SEARCH event USING INTEGER PRIMARY KEY/u);
      expect(plan).not.toContain('TEMP B-TREE');
    }
  });

  it('for a target looks each event up in the index of targets', () => {
    const plans = plansOf(having('target', 's3'), 'recorded').filter((plan) =>
      plan.includes('touched'),
    );
    expect(plans.length).toBeGreaterThanOrEqual(1);
    for (const plan of plans) {
      expect(plan).toMatch(
        /touched \S* ?USING PRIMARY KEY \(entity=\? AND occurred_at=\? AND seq=\?\)/u,
      );
    }
  });
});
