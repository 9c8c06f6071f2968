import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { EVERYTHING, EventFilter, FILTER_FIELDS } from '#shared/model/event-filter.ts';
import type { FilterField } from '#shared/model/event-filter.ts';
import { EARLIEST_MS, LATEST_MS } from '#shared/model/limits.ts';
import { HAPPENED_AT, makeEvent, makeEvents } from '../support/make-event.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

const COUNT = 1_000;
const OLDEST_FIRST = { filter: EVERYTHING, order: 'oldest' } as const;
const TIMELINE = { filter: EVERYTHING, by: 'outcome', buckets: 10, timeZone: 'UTC' } as const;
const FACETS = { filter: EVERYTHING, fields: ['outcome' as const], limit: 5 };

/** An app over a store of numbered events. */
async function startFilledApp(more: readonly NewEvent[] = []): Promise<RealApp> {
  const app = await startRealApp();
  valueOf(await app.call('store.openDefault', {}));
  await app.session.host.writes.record([...makeEvents(COUNT), ...more]);
  return app;
}

describe('the history as a window asks for it', () => {
  let app: RealApp;
  beforeAll(async () => {
    app = await startFilledApp();
  });
  afterAll(() => app.close());

  it('tells where an event stands in a result, and where a time begins', async () => {
    const { queryId } = valueOf(await app.call('history.open', OLDEST_FIRST));
    const positionAt = async (at: { seq: number } | { time: number }) =>
      valueOf(await app.call('history.position', { queryId, at })).position;
    expect(await positionAt({ seq: 700 })).toBe(699);
    expect(await positionAt({ seq: COUNT + 1 })).toBeNull();
    expect(await positionAt({ time: HAPPENED_AT + 250 })).toBe(250);
    expect(await positionAt({ time: EARLIEST_MS })).toBe(0);
    expect(await positionAt({ time: LATEST_MS })).toBeNull();
  });

  it('refuses a time where rows do not stand in order of time, and a result that is gone', async () => {
    const recorded = { filter: EVERYTHING, order: 'recorded' } as const;
    const { queryId } = valueOf(await app.call('history.open', recorded));
    const byTime = await app.call('history.position', { queryId, at: { time: HAPPENED_AT } });
    expect(byTime).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
    const gone = await app.call('history.position', { queryId: 'q999', at: { seq: 1 } });
    expect(gone).toMatchObject({ ok: false, error: { code: 'STALE_QUERY' } });
  });

  it('answers a newer question without giving up the one before: that is for the window', async () => {
    const [first, second] = await Promise.all([
      app.call('history.open', OLDEST_FIRST),
      app.call('history.open', { filter: EVERYTHING, order: 'newest' }),
    ]);
    expect(valueOf(first).rows[0]?.seq).toBe(1);
    expect(valueOf(second).rows[0]?.seq).toBe(COUNT);
  });

  it('shows what stands around an event, and says so if there is no such event', async () => {
    const around = valueOf(await app.call('history.related', { seq: 500, limit: 4 }));
    expect([around.newer?.seq, around.older?.seq]).toEqual([501, 499]);
    expect(around.sameActor).toHaveLength(4);
    const gone = await app.call('history.related', { seq: COUNT + 1, limit: 4 });
    expect(gone).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });
});

describe('a history that grows', () => {
  it('keeps the rows of a result, while facets and timeline count what is there now', async () => {
    const app = await startFilledApp();
    onTestFinished(() => app.close());
    const { queryId } = valueOf(await app.call('history.open', OLDEST_FIRST));
    const late = makeEvent({ occurredAt: HAPPENED_AT - 1, outcome: 'failure' });
    await app.session.host.writes.record([late]);
    expect(valueOf(await app.call('history.total', { queryId })).total).toBe(COUNT);
    const at = { seq: 1 };
    expect(valueOf(await app.call('history.position', { queryId, at }))).toEqual({ position: 0 });
    expect(valueOf(await app.call('history.facets', FACETS)).fields).toMatchObject([
      {
        values: [
          { value: 'success', count: COUNT },
          { value: 'failure', count: 1 },
        ],
      },
    ]);
    const { buckets } = valueOf(await app.call('history.timeline', TIMELINE));
    expect(buckets.reduce((sum, { total }) => sum + total, 0)).toBe(COUNT + 1);
  });

  it('lists what events touched', async () => {
    const touched = (id: string) => ({ targets: [{ type: 'order', id, name: null }] });
    const app = await startFilledApp([makeEvent(touched('a-1')), ...makeEvents(2, touched('b-2'))]);
    onTestFinished(() => app.close());
    const request = { type: 'order', search: '', flagged: null, order: 'events' } as const;
    const list = valueOf(await app.call('entity.list', { ...request, limit: 1, offset: 1 }));
    expect(list).toMatchObject({ total: 2, items: [{ id: 'a-1', events: 1 }] });
  });
});

describe('odd filters', () => {
  const ODD_TEXTS = ['%', "' OR 1=1 --", '\\', '"', '§', '*', ':', ';', '\t'];
  let app: RealApp;
  beforeAll(async () => {
    app = await startFilledApp(ODD_TEXTS.map((text) => makeEvent({ message: `odd ${text}` })));
  });
  afterAll(() => app.close());

  /** Rows, total, timeline and facets agree; their number. */
  async function countEveryWay(filter: EventFilter): Promise<number> {
    const { queryId } = valueOf(await app.call('history.open', { filter, order: 'newest' }));
    const { total } = valueOf(await app.call('history.total', { queryId }));
    const { buckets } = valueOf(await app.call('history.timeline', { ...TIMELINE, filter }));
    expect(buckets.reduce((sum, bucket) => sum + bucket.total, 0)).toBe(total);
    const { fields } = valueOf(await app.call('history.facets', { ...FACETS, filter }));
    const counts = fields.flatMap(({ values }) => values).map(({ count }) => count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(app.bugs).toEqual([]);
    return total;
  }
  const having = (field: FilterField, value: string): EventFilter => ({
    ...EVERYTHING,
    terms: [{ field, values: [value], negated: false }],
  });

  it.each(ODD_TEXTS)('find the text %j where it stands, and nowhere else', async (text) => {
    expect(await countEveryWay(having('text', text))).toBe(1);
    expect(await countEveryWay(having('anywhere', text))).toBe(1);
  });

  it.each(['\u0000', '\uD800', '__proto__', '*', ':', 'a:', ':b'])(
    'are answered about %j in any field',
    async (value) => {
      for (const field of FILTER_FIELDS) {
        const term = { field, values: [value], negated: true };
        const filter = { ...EVERYTHING, terms: [term] };
        if (EventFilter.safeParse(filter).success) await countEveryWay(filter);
      }
    },
  );

  it('may ask for all of time, or for a time that ends before it begins', async () => {
    const all = { from: EARLIEST_MS, to: LATEST_MS, terms: [] };
    expect(await countEveryWay(all)).toBe(COUNT + ODD_TEXTS.length);
    expect(await countEveryWay({ from: LATEST_MS, to: EARLIEST_MS, terms: [] })).toBe(0);
  });
});
