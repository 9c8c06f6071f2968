import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { EVENT_ORDERS, EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { ENTITY_ORDERS } from '#shared/model/entity.ts';
import { FACET_FIELDS } from '#shared/model/facets.ts';
import { EntityReads } from '../../src-main/store/queries/entity-reads.ts';
import { Lens } from '../../src-main/store/lens/lens.ts';
import type { Sliced } from '../../src-main/store/store-api.ts';
import { HAPPENED_AT, makeEvents } from '../support/make-event.ts';
import { all, makeTempFolder, openStore, removeFolder, storePlace } from '../support/temp-store.ts';
import { ask, counted, having, hurryClock } from './support/asked.ts';
import type { Asked } from './support/asked.ts';

/**
 * Work gives way after so many milliseconds, wherever it looks at the clock. Here every look finds
 * that the time has come: so it is counted how many events go by between two looks.
 */

const folder = makeTempFolder();
const EVENTS = 50_000;
/** Half as many entities, and the one that all events share. */
const THINGS = 20_000;
let sql: Asked;
let lens: Asked;
/** Rows of a chunk of the lens; as many pass between two looks where they are only counted. */
const CHUNK_ROWS = 2_000;

beforeAll(() => {
  const store = openStore(storePlace(folder));
  const shared = { type: 'service', id: 's3', name: null };
  for (let start = 0; start < EVENTS; start += 10_000) {
    store.writes.record(
      makeEvents(10_000).map((event, index) => {
        const number = start + index;
        const thing = { type: 'thing', id: `t-${(number * 7_919) % THINGS}`, name: null };
        return {
          ...event,
          occurredAt: HAPPENED_AT + ((number * 31) % 9_973),
          outcome: number % 3 === 0 ? 'error' : 'success',
          targets: number % 2 === 0 ? [shared, thing] : [shared],
          actorId: `u-${number % 5_000}`,
          correlationId: 'c-1',
        };
      }),
    );
  }
  store.close();
  sql = ask(store.path, null);
  lens = ask(store.path, CHUNK_ROWS);
});

afterAll(() => {
  sql.close();
  lens.close();
  removeFolder(folder);
});

/** Asks about all events, so that none can be passed over. */
const TEXT = having('text', 'EVENT');
const ERRORS: EventFilter = having('error', 'yes');

function slicesOf(work: Sliced<unknown>): number {
  const restore = hurryClock();
  try {
    return counted(work).slices;
  } finally {
    restore();
  }
}

/** Each of them asks about 50,000 events, or more. */
const READS: readonly (readonly [string, (asked: Asked) => Sliced<unknown>])[] = [
  ['a total', ({ answers }) => answers.total(having('service', 's3'))],
  ['a total of text', ({ answers }) => answers.total(TEXT)],
  [
    'facets',
    ({ answers }) => answers.facets({ filter: EVERYTHING, fields: [...FACET_FIELDS], limit: 20 }),
  ],
  [
    'a timeline',
    ({ answers }) =>
      answers.timeline({ filter: EVERYTHING, by: 'outcome', buckets: 50, timeZone: 'UTC' }),
  ],
  ['groups of errors', ({ answers }) => answers.errorGroups({ filter: ERRORS, limit: 50 })],
  ...EVENT_ORDERS.map(
    (order) =>
      [
        `the last page in the order ${order}`,
        function* lastPage({ answers }: Asked): Sliced<unknown> {
          const { rowset } = yield* answers.rowset(having('service', 's3'), order);
          return yield* rowset.seqs(EVENTS - 1, EVENTS);
        },
      ] as const,
  ),
  [
    'a page far down',
    ({ answers }) =>
      answers.page({ filter: TEXT, order: 'oldest', limit: 9, offset: EVENTS - 9, cursor: null }),
  ],
];

describe('a question about 50,000 events gives way', () => {
  it.each(READS)('often, if SQL answers: %s', (_, read) => {
    // At its slowest, SQL goes through 64 entries at once; it starts with 256.
    expect(slicesOf(read(sql))).toBeGreaterThan(EVENTS / 256);
  });

  it.each(READS)('chunk by chunk at least, if the lens answers: %s', (_, read) => {
    expect(slicesOf(read(lens))).toBeGreaterThanOrEqual(EVENTS / CHUNK_ROWS);
  });

  it('while the lens is built for it', () => {
    const fresh = new Lens(sql.db, null, CHUNK_ROWS);
    expect(slicesOf(fresh.refresh())).toBeGreaterThan(EVENTS / 4_001);
    expect(fresh.state).toMatchObject({ state: 'ready', events: EVENTS });
  });

  it('while entities are listed, which are all in their order on whatever page', () => {
    const request = { type: null, search: 't-1', flagged: null, limit: 3, offset: 0 } as const;
    for (const order of ENTITY_ORDERS) {
      const slices = slicesOf(new EntityReads(sql.db).page({ ...request, order }));
      expect(slices).toBeGreaterThan(THINGS / 2 / 4_001);
    }
    const names = Array.from(
      { length: THINGS / 2 },
      (_, index) => `t-${(index * 2 * 7_919) % THINGS}`,
    )
      .filter((name) => name.includes('t-1'))
      .toSorted();
    for (const offset of [0, 1_000, names.length - 3, names.length]) {
      const page = all(new EntityReads(sql.db).page({ ...request, order: 'name', offset }));
      expect(page.items.map(({ id }) => id)).toEqual(names.slice(offset, offset + 3));
      expect(page.total).toBe(names.length);
    }
  });

  it('and can be given up at any slice, without an effect on who asks next', () => {
    onTestFinished(hurryClock());
    for (const asked of [sql, lens]) {
      for (const [, read] of READS) {
        for (const slices of [1, 2, 7]) {
          const work = read(asked);
          for (let slice = 0; slice < slices; slice += 1) work.next();
          work.return(undefined);
        }
      }
      expect(all(asked.answers.total(having('service', 's3')))).toBe(EVENTS);
    }
  });
});
