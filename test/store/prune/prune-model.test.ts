import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { StoredEvent } from '#shared/model/audit-event.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import type { PruneScope } from '#shared/model/prune.ts';
import { checkOf } from '../../support/check-store.ts';
import { makeImported } from '../../support/make-event.ts';
import {
  all,
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
} from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { eventFilter, newEvent } from '../support/arbitraries.ts';
import { FilterModel } from '../support/filter-model.ts';
import { apply, eventsOf, look, operator, plan, scopeOf } from './support.ts';

const DAY_MS = 86_400_000;

const scope: fc.Arbitrary<PruneScope> = fc
  .record({
    filter: eventFilter,
    before: fc.option(fc.constantFrom(-1, 1, 2, 1_700_000_000_001)),
    keepNewest: fc.option(fc.nat({ max: 5 })),
    minAgeDays: fc.constantFrom(0, 1, 100_000),
  })
  .map(scopeOf);

/** What a random store has beside its events: places among them. */
const marks = fc.record({
  flagged: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }),
  noted: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }),
  held: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }),
  released: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 2 }),
});
type Marks = typeof marks extends fc.Arbitrary<infer Value> ? Value : never;

let folder: string;
beforeAll(() => {
  folder = makeTempFolder();
});
afterAll(() => removeFolder(folder));

let stores = 0;

function fill(
  events: readonly Parameters<TempStore['writes']['record']>[0][number][],
  given: Marks,
) {
  stores += 1;
  const place = storePlace(folder);
  const store = openStore({ ...place, path: `${place.path}-${stores}` });
  const { writes } = store;
  writes.record(events.slice(0, 15));
  const { batch } = writes.beginImport({ operator, title: 'a.json', files: ['a.json'] });
  const imported = events.slice(15).map((event, index) => ({
    ...makeImported(`i-${index}`, `{"raw":${index}}`),
    event: { ...event, id: `i-${index}` },
  }));
  writes.appendImport({ batch, events: imported, rejected: 0 });
  writes.finishImport({ batch, outcome: 'done', format: 'test' });
  const flag = (seqs: number[]) =>
    writes.flagEvents({ selection: { seqs }, flagged: true, note: null, operator });
  if (given.flagged.length > 0) flag(given.flagged);
  for (const seq of given.noted) writes.addNote({ seq, text: 'looked at', operator });
  const hold = (seqs: number[]) =>
    writes.placeHold({ selection: { seqs }, reason: 'case 7', operator }).hold;
  if (given.held.length > 0) hold(given.held);
  if (given.released.length > 0) {
    writes.releaseHold({ hold: hold(given.released), reason: 'closed', operator });
  }
  return store;
}

/** Events that no prune takes. */
function keptActs(events: readonly StoredEvent[]): Set<number> {
  const acts = new Set(['hold', 'hold.release', 'prune']);
  return new Set(
    events
      .filter(({ action, category }) => category === 'admin' && acts.has(action))
      .map(({ seq }) => seq),
  );
}

/** Which events have to go. */
function victims(events: readonly StoredEvent[], given: Marks, asked: PruneScope, at: number) {
  const extras = {
    flagged: new Set(given.flagged),
    noted: new Set(given.noted),
    held: new Set(given.held),
    raws: new Map(
      events.flatMap(({ id, seq }): [number, string][] =>
        id.startsWith('i-') ? [[seq, `{"raw":${id.slice(2)}}`]] : [],
      ),
    ),
  };
  const model = new FilterModel(events, extras);
  const kept = keptActs(events);
  const candidates = model
    .matching(asked.filter, 'newest')
    .filter(({ occurredAt }) => asked.before === null || occurredAt < asked.before)
    .filter(
      ({ occurredAt }, index) =>
        asked.keepNewest === null ||
        (index >= asked.keepNewest && occurredAt < at - asked.minAgeDays * DAY_MS),
    )
    .filter(({ seq }) => !kept.has(seq));
  return {
    gone: new Set(candidates.filter(({ seq }) => !extras.held.has(seq)).map(({ seq }) => seq)),
    keptByHold: candidates.filter(({ seq }) => extras.held.has(seq)).length,
  };
}

const filters: readonly EventFilter[] = [
  { from: null, to: null, terms: [] },
  { from: 0, to: null, terms: [{ field: 'target', values: ['s3'], negated: true }] },
];

describe('a prune', () => {
  test.prop(
    [
      fc.array(newEvent, { minLength: 30, maxLength: 30 }),
      marks,
      fc.array(scope, { minLength: 1, maxLength: 3 }),
    ],
    { numRuns: 100 },
  )('takes what its plan says and nothing else, however often', (events, given, scopes) => {
    const store = fill(events, given);
    try {
      for (const asked of scopes) {
        const before = eventsOf(store);
        const planned = plan(store, asked);
        const { gone, keptByHold } = victims(before, given, asked, planned.plannedAt);
        expect(planned).toMatchObject({ delete: gone.size, keptByHold });
        const result = apply(store, planned);
        expect(result).toMatchObject({ deleted: gone.size, keptByHold });
        const after = eventsOf(store);
        const remaining = before.filter(({ seq }) => !gone.has(seq));
        expect(after.slice(0, remaining.length)).toEqual(remaining);
        expect(after.slice(remaining.length).map(({ action }) => action)).toEqual(
          gone.size === 0 ? [] : ['prune'],
        );
        expectConsistent(store, after);
        expect(checkOf(store)).toEqual({ events: after.length, firstBad: null, reason: '' });
      }
    } finally {
      store.close();
    }
  });
});

/** What stands beside events fits those that are left. */
function expectConsistent(store: TempStore, events: readonly StoredEvent[]): void {
  const { reads } = store;
  const facts = reads.facts();
  expect(facts.events).toBe(events.length);
  const seqs = new Set(events.map(({ seq }) => seq));
  const isThere = (seq: number): boolean => seqs.has(seq);
  for (const table of ['event_target', 'flag', 'note', 'held_event']) {
    const marked = look<{ seq: number }>(store, `SELECT seq FROM ${table}`);
    expect(marked.map(({ seq }) => seq).filter((seq) => !isThere(seq))).toEqual([]);
  }
  for (const { id, seq } of events) {
    const { raw } = reads.detail({ seq });
    expect(raw).toBe(id.startsWith('i-') ? `{"raw":${id.slice(2)}}` : null);
  }
  const counted = look<{ entity: number; events: number; first: number; last: number }>(
    store,
    `SELECT entity, count(*) AS events, min(occurred_at) AS first, max(occurred_at) AS last
     FROM event_target GROUP BY entity ORDER BY entity`,
  );
  expect(
    look(
      store,
      `SELECT id AS entity, events, first_seen AS first, last_seen AS last FROM entity
       WHERE events > 0 ORDER BY id`,
    ),
  ).toEqual(counted);
  const runs = look<{ first: number; last: number }>(
    store,
    'SELECT first_seq AS first, last_seq AS last FROM pruned_run ORDER BY first_seq',
  );
  const gone = runs.flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
  expect([...seqs, ...gone].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: facts.headSeq }, (_, index) => index + 1),
  );
  for (const filter of filters) {
    const total = all(reads.total(filter));
    expect(
      all(reads.page({ filter, order: 'newest', limit: 1_000, offset: 0, cursor: null })).items,
    ).toHaveLength(total);
  }
}
