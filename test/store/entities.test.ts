import Database from 'better-sqlite3';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTITY_ORDERS } from '#shared/model/entity.ts';
import type { EntitiesRequest, Entity } from '#shared/model/entity.ts';
import type { StoredEvent } from '#shared/model/audit-event.ts';
import { fold } from '#shared/text/fold.ts';
import { openWrites } from '../../src-main/store/open-store.ts';
import type { StoreReads } from '../../src-main/store/store-api.ts';
import { checkOf } from '../support/check-store.ts';
import { HAPPENED_AT, makeEvent, makeImported } from '../support/make-event.ts';
import {
  all,
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { newEvent } from './support/arbitraries.ts';
import { storedEvents } from './support/asked.ts';
import { inFirstSchema } from './support/first-schema.ts';

const operator = { id: 'op', name: 'Olga' };
const forty = fc.array(newEvent, { minLength: 40, maxLength: 40 });

const EVERY: EntitiesRequest = {
  type: null,
  search: '',
  flagged: null,
  order: 'name',
  limit: 1_000,
  offset: 0,
};

function entities(reads: StoreReads, request: Partial<EntitiesRequest> = {}) {
  return all(reads.entities({ ...EVERY, ...request }));
}

function keyOf({ type, id }: { readonly type: string; readonly id: string }): string {
  return JSON.stringify([type, id]);
}

/** What events touched, in no order. */
function touched(events: readonly StoredEvent[], flagged: ReadonlySet<string>): Entity[] {
  const found = new Map<string, Entity>();
  for (const { targets, occurredAt } of events) {
    for (const [index, { type, id, name }] of targets.entries()) {
      const key = keyOf({ type, id });
      const isFirst = targets.findIndex((other) => keyOf(other) === key) === index;
      const known = found.get(key);
      found.set(key, {
        type,
        id,
        name: name ?? known?.name ?? null,
        events: (known?.events ?? 0) + (isFirst ? 1 : 0),
        firstSeen: Math.min(known?.firstSeen ?? occurredAt, occurredAt),
        lastSeen: Math.max(known?.lastSeen ?? occurredAt, occurredAt),
        flagged: flagged.has(key),
      });
    }
  }
  return [...found.values()];
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What the list has to be. */
function listed(model: readonly Entity[], request: EntitiesRequest): Entity[] {
  const wanted = fold(request.search.toWellFormed());
  return model
    .filter(
      ({ type, id, name, flagged }) =>
        (request.type === null || request.type === type) &&
        (request.flagged === null || request.flagged === flagged) &&
        [type, id, name ?? ''].some((text) => fold(text).includes(wanted)),
    )
    .toSorted((a, b) => {
      const byName =
        compareTexts(a.name ?? a.id, b.name ?? b.id) ||
        compareTexts(a.type, b.type) ||
        compareTexts(a.id, b.id);
      if (request.order === 'events') return b.events - a.events || byName;
      if (request.order === 'recent') return (b.lastSeen ?? 0) - (a.lastSeen ?? 0) || byName;
      return byName;
    });
}

/** How many there are of each type, the most frequent first. */
function typesOf(found: readonly Entity[]) {
  const counts = new Map<string, number>();
  for (const { type } of found) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts]
    .map(([type, count]) => ({ type, count }))
    .toSorted((a, b) => b.count - a.count || compareTexts(a.type, b.type));
}

describe('the list of entities', () => {
  const folder = makeTempFolder();
  let store: TempStore;
  let model: readonly Entity[];

  beforeAll(() => {
    store = openStore(storePlace(folder));
    const { writes } = store;
    for (const events of fc.sample(forty, { seed: 1, numRuns: 4 })) {
      writes.record(events);
    }
    const plain = [
      { type: 'seller', id: '100%', name: `O'Hara "Ünal" \\` },
      { type: 'seller', id: '1000', name: null },
      { type: 'a_b', id: 'Straße', name: '日本' },
    ];
    writes.record([makeEvent({ targets: plain })]);
    const chosen = entities(store.reads).items.filter((_, index) => index % 3 === 0);
    writes.flagEntities({
      entities: chosen.map(({ type, id }) => ({ type, id })),
      flagged: true,
      note: null,
      operator,
    });
    model = touched(storedEvents(store.reads), new Set(chosen.map(keyOf)));
  });

  afterAll(() => {
    store.close();
    removeFolder(folder);
  });

  test.prop(
    [
      fc.record({
        type: fc.option(fc.constantFrom('seller', 'service', 'a', 'a:b', 'Seller', ''), {
          freq: 1,
        }),
        search: fc.oneof(
          fc.constantFrom('', 's', 'SELL', 'ß', 'SS', 'É', '日', '%', '_', `'`, '"', '\\', '0%'),
          fc.constantFrom('\uD800', '\uFFFD', '\0', '\u{1F642}', 'straẞe', 'nothing'),
        ),
        flagged: fc.option(fc.boolean(), { freq: 1 }),
        order: fc.constantFrom(...ENTITY_ORDERS),
        limit: fc.integer({ min: 1, max: 30 }),
        offset: fc.nat({ max: 40 }),
      }),
    ],
    { numRuns: 300 },
  )('is searched, ordered and paged as the model is', (request) => {
    const expected = listed(model, request);
    expect(entities(store.reads, request)).toEqual({
      items: expected.slice(request.offset, request.offset + request.limit),
      total: expected.length,
      types: typesOf(listed(model, { ...request, type: null })),
    });
  });

  it.each(ENTITY_ORDERS)('has every entity on one page or another, in the order by %s', (order) => {
    const items: Entity[] = [];
    for (let offset = 0; ; offset += 7) {
      const page = entities(store.reads, { order, limit: 7, offset });
      items.push(...page.items);
      if (page.items.length === 0) break;
    }
    expect(items).toEqual(listed(model, { ...EVERY, order }));
    expect(items).toHaveLength(model.length);
  });

  it('takes %, _, quotes and backslashes for what they are, and any script without case', () => {
    const ids = (search: string): string[] =>
      entities(store.reads, { search, type: 'seller' }).items.map(({ id }) => id);
    expect(ids('0%')).toEqual(['100%']);
    expect(ids('ÜNAL" \\')).toEqual(['100%']);
    expect(ids(`o'h`)).toEqual(['100%']);
    expect(entities(store.reads, { search: 'STRASSE' }).items).toMatchObject([{ type: 'a_b' }]);
    expect(entities(store.reads, { search: 'A_B' }).items).toMatchObject([{ id: 'Straße' }]);
  });
});

describe('what is known of an entity', () => {
  const batches = fc.array(fc.array(newEvent, { maxLength: 6 }), { minLength: 1, maxLength: 5 });

  test.prop([batches, batches], { numRuns: 15 })(
    'adds up over recordings, imports that repeat themselves, and what was rolled back',
    (recorded, imported) => {
      const folder = makeTempFolder();
      const store = openStore(storePlace(folder));
      const { writes } = store;
      try {
        const { batch } = writes.beginImport({ operator, title: 't', files: ['t'] });
        for (const [turn, events] of imported.entries()) {
          const known = imported.slice(0, turn).flat().length;
          // Some that are new, then the first ones again, some of them twice.
          const slice = [
            ...events.map((event, index) => ({ ...event, id: `i-${known + index}` })),
            ...imported
              .slice(0, turn + 1)
              .flat()
              .map((event, index) => ({ ...event, id: `i-${index}` })),
          ];
          const raw = Buffer.from('{}');
          const appended = slice.map((event) => ({ event, raw }));
          const counts = writes.appendImport({ batch, events: appended, rejected: 0 });
          expect(counts.added).toBe(events.length);
          const more = recorded[turn] ?? [];
          // An id that is too long for the schema: nothing of this is written.
          const refused = [...more, makeEvent({ id: 'x'.repeat(200) })];
          expect(() => writes.record(refused)).toThrow();
          writes.record(more);
        }
        const model = touched(storedEvents(store.reads), new Set());
        expect(entities(store.reads).items).toEqual(listed(model, EVERY));
      } finally {
        store.close();
        removeFolder(folder);
      }
    },
  );

  it('counts an event once that names it twice, and keeps the later of its names', () => {
    const { writes, reads } = tempStore();
    const twice = ['Ada', 'Bea', null].map((name) => ({ type: 'seller', id: '1', name }));
    writes.record([makeEvent({ targets: twice })]);
    expect(entities(reads).items).toMatchObject([{ id: '1', name: 'Bea', events: 1 }]);
  });

  it('has the name that was recorded last, whenever that event happened', () => {
    const { writes, reads } = tempStore();
    const named = (name: string | null, occurredAt: number) =>
      makeEvent({ occurredAt, targets: [{ type: 'seller', id: '1', name }] });
    writes.record([named('Ada', HAPPENED_AT)]);
    writes.record([named('Bea', 5), named(null, 7)]);
    expect(entities(reads).items).toMatchObject([
      { name: 'Bea', events: 3, firstSeen: 5, lastSeen: HAPPENED_AT },
    ]);
    writes.record([named('Ada', -5)]);
    expect(entities(reads).items).toMatchObject([{ name: 'Ada', firstSeen: -5 }]);
  });

  it('has the name that was recorded last, whichever program recorded it', () => {
    const store = tempStore();
    const other = openWrites(store.path, store.open);
    const named = (name: string) => [makeEvent({ targets: [{ type: 'seller', id: '1', name }] })];
    store.writes.record(named('Ada'));
    other.writes.record(named('Bea'));
    store.writes.record(named('Ada'));
    expect(entities(store.reads).items).toMatchObject([{ name: 'Ada', events: 3 }]);
    other.writes.record(named('Bea'));
    expect(entities(store.reads).items).toMatchObject([{ name: 'Bea', events: 4 }]);
    other.close();
  });

  it('is in its new place as soon as another event touched it, on whatever page was read', () => {
    const store = tempStore();
    const touch = (id: string) =>
      store.writes.record([makeEvent({ targets: [{ type: 'thing', id, name: null }] })]);
    for (const id of ['a', 'b', 'b', 'c']) touch(id);
    const second = { type: 'thing', order: 'events', limit: 1, offset: 1 } as const;
    expect(entities(store.reads, second).items.map(({ id }) => id)).toEqual(['a']);
    for (const id of ['c', 'c']) touch(id);
    expect(entities(store.reads, second).items).toMatchObject([{ id: 'b', events: 2 }]);
    expect(entities(store.reads, { ...second, offset: 0 }).items).toMatchObject([{ id: 'c' }]);
  });

  it('is not listed once all its events are pruned, unless it is flagged', () => {
    const store = tempStore();
    const targets = ['1', '2', '3'].map((id) => ({ type: 'seller', id, name: null }));
    store.writes.record([makeEvent({ targets, occurredAt: -5 })]);
    store.writes.flagEntities({
      entities: [{ type: 'seller', id: '2' }],
      flagged: true,
      note: null,
      operator,
    });
    const db = new Database(store.path);
    db.exec(`UPDATE entity SET events = 0, first_seen = NULL, last_seen = NULL WHERE key <> '3'`);
    db.close();
    const { items, total } = entities(store.reads, { type: 'seller', order: 'recent' });
    // What was seen before 1970 was still seen later than what was never.
    expect(items.map(({ id }) => id)).toEqual(['3', '2']);
    expect(total).toBe(2);
    expect(items[1]).toMatchObject({ events: 0, firstSeen: null, lastSeen: null, flagged: true });
  });
});

describe('a store of the first schema', () => {
  it('has the same entities after it was brought up to date, and goes on counting', () => {
    const store = tempStore();
    const samples = fc.sample(forty, { seed: 2, numRuns: 3 });
    for (const events of samples) store.writes.record(events);
    const { batch } = store.writes.beginImport({ operator, title: 't', files: ['t'] });
    const targets = [{ type: 'seller', id: 'imported', name: 'I' }];
    const events = ['a', 'b'].map((id) => makeImported(id, '{}', { targets }));
    store.writes.appendImport({ batch, events, rejected: 0 });
    store.writes.finishImport({ batch, outcome: 'done', format: 't' });

    const place = inFirstSchema(store);
    const old = tempStore(place);
    expect(old.reads.facts().schemaVersion).toBeGreaterThan(10);
    expect(entities(old.reads)).toEqual(entities(store.reads));
    expect(entities(old.reads).total).toBeGreaterThan(5);
    const more = fc.sample(newEvent, { seed: 3, numRuns: 20 });
    for (const { writes } of [store, old]) writes.record(more);
    expect(entities(old.reads)).toEqual(entities(store.reads));
    expect(checkOf(old)).toMatchObject({ firstBad: null });
  });
});
