import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter, EventOrder, FilterField } from '#shared/model/event-filter.ts';
import { scan } from '../../src-main/store/queries/scan.ts';
import { registerTextFunctions } from '../../src-main/store/queries/text-condition.ts';
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
  expect([...scan(watched, request)].length).toBeGreaterThan(2);
  return [...texts].map((text) => {
    const values = Array.from(text.matchAll(/\?/gu), () => null);
    const steps = prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(
      ...values,
    );
    return steps.map(({ detail }) => detail).join('; ');
  });
}

/** Plans of the statements that select events, without those that measure windows. */
function selectPlans(filter: EventFilter, order: EventOrder): string[] {
  return plansOf(filter, order).filter(
    (plan) => !/^SCAN event USING COVERING INDEX event_by_time$/u.test(plan),
  );
}

const TIME_ORDERS = ['newest', 'oldest'] as const;

/** Filters that an index serves within a window of time, by its name. */
const SERVED: readonly (readonly [string, EventFilter, RegExp])[] = [
  ['an action', having('action', 'user.act-7'), /event_by_action \(action=\?/u],
  ['a category', having('category', 'auth'), /event_by_category \(category=\?/u],
  ['a failure', having('outcome', 'failure'), /event_by_problem \(outcome=\?/u],
  ['a failure or error', having('outcome', 'failure', 'error'), /event_by_problem \(outcome=\?/u],
  ['a severity', having('severity', 'warning'), /event_by_severity \(severity=\?/u],
  ['a least severity', having('severity', '>=error'), /event_by_severity \(severity=\?/u],
  ['an error type', having('errorType', 'E'), /event_by_error_type \(error_type=\?/u],
  ['a batch', having('batch', '1'), /event_by_batch \(batch=\?/u],
  [
    'an actor',
    having('actor', 'u-7'),
    /event_by_actor_id \(actor_id=\?.*event_by_actor_name \(actor_name=\?/u,
  ],
];

describe.each(TIME_ORDERS)('in the order by time (%s), a question for', (order) => {
  it.each(SERVED)('%s walks its index within the window', (_, filter, index) => {
    const plans = selectPlans(filter, order).filter((plan) => index.test(plan));
    expect(plans.length).toBeGreaterThanOrEqual(2);
    for (const plan of plans) expect(plan).toMatch(/occurred_at[<>]/u);
  });

  it.each([
    ...SERVED,
    ['everything', EVERYTHING, /./u] as const,
    ['an action prefix', having('action', 'user.*'), /./u] as const,
    ['a target', having('target', 'seller:s-1'), /./u] as const,
    ['a text', having('text', 'EVENT'), /./u] as const,
    ['another outcome', having('outcome', 'success'), /./u] as const,
  ])('%s never scans the table', (_, filter) => {
    for (const plan of plansOf(filter, order)) {
      expect(plan).not.toMatch(/SCAN event(?! USING COVERING INDEX event_by_time)/u);
    }
  });

  it.each([
    ['everything', EVERYTHING],
    ['an action', having('action', 'user.act-7')],
    ['a category', having('category', 'auth')],
    ['a failure', having('outcome', 'failure')],
    ['a success', having('outcome', 'success')],
    ['a severity', having('severity', 'warning')],
    ['an error type', having('errorType', 'E')],
    ['a batch', having('batch', '1')],
    ['a text', having('text', 'EVENT')],
    ['a source', having('source', 'manual')],
    ['a range of time', { from: 0, to: Date.UTC(2100, 0), terms: [] }],
  ])('%s sorts nothing', (_, filter) => {
    for (const plan of plansOf(filter, order)) expect(plan).not.toContain('TEMP B-TREE');
  });

  it.each([
    ['target', having('target', 'seller:s-1')],
    ['service', having('service', 's3')],
  ])('a %s reads the index of targets within the window only', (_, filter) => {
    const plans = selectPlans(filter, order).filter((plan) => plan.includes('touched'));
    expect(plans.length).toBeGreaterThanOrEqual(2);
    for (const plan of plans) {
      expect(plan).toMatch(/SEARCH touched USING PRIMARY KEY \(entity=\? AND occurred_at[<>]\?/u);
      expect(plan).toMatch(/SEARCH entity USING/u);
    }
  });
});

describe('in the order of recording, a question', () => {
  it.each([
    ['for everything', EVERYTHING],
    ['for a text', having('text', 'EVENT')],
    ['for a source', having('source', 'manual')],
  ])('%s walks the numbers and sorts nothing', (_, filter) => {
    for (const plan of plansOf(filter, 'recorded')) {
      expect(plan).toMatch(/^SEARCH event USING INTEGER PRIMARY KEY/u);
      expect(plan).not.toContain('TEMP B-TREE');
    }
  });

  it('for a target looks each event up in the index of targets', () => {
    const plans = plansOf(having('target', 's3'), 'recorded');
    expect(plans.length).toBeGreaterThanOrEqual(2);
    for (const plan of plans) {
      expect(plan).toMatch(
        /touched \S* ?USING PRIMARY KEY \(entity=\? AND occurred_at=\? AND seq=\?\)/u,
      );
    }
  });
});
