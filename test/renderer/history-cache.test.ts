import { describe, expect, test, vi } from 'vitest';
import type { ChannelName } from '#shared/ipc/channels.ts';
import { createClient } from '../../src-renderer/api/client.ts';
import { createBlockStore } from '../../src-renderer/data/block-store.ts';
import { createHistoryCache } from '../../src-renderer/data/history-cache.ts';
import type { HistoryQuery } from '../../src-renderer/data/history-cache.ts';
import { FakeFailure, createFakeAnnals, toSummary } from './support/fake-annals.ts';
import type { FakeAnnals, FakeOptions } from './support/fake-annals.ts';
import { makeDetail, makeDetails } from './support/make-detail.ts';

const EVERYTHING: HistoryQuery = {
  filter: { from: null, to: null, terms: [] },
  order: 'newest',
};
const NOTHING_MATCHES: HistoryQuery = {
  filter: { from: null, to: null, terms: [{ field: 'text', values: ['zzz'], negated: false }] },
  order: 'newest',
};

function setUp(options: FakeOptions) {
  const fake = createFakeAnnals(options);
  const cache = createHistoryCache(createClient(fake));
  const reads = () => fake.calls.filter(({ channel }) => channel === 'history.rows');
  return { fake, cache, reads };
}

const settled = (cache: ReturnType<typeof createHistoryCache>) =>
  vi.waitFor(() => expect(cache.getSnapshot().result?.isCounted).toBe(true));

describe('asking', () => {
  test('shows the first rows at once and the exact count when it is known', async () => {
    const { cache } = setUp({ events: makeDetails(950) });
    cache.open(EVERYTHING);
    await vi.waitFor(() => expect(cache.rowAt(0)?.seq).toBe(950));
    await settled(cache);
    expect(cache.getSnapshot().result?.count).toBe(950);
  });

  test('keeps the old rows until the first rows of the new result are here', async () => {
    let answer: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const events = makeDetails(10);
    let asked = 0;
    const { cache } = setUp({
      events,
      overrides: {
        'history.open': async () => {
          asked += 1;
          if (asked > 1) await gate;
          const rows = asked > 1 ? [] : events.map(toSummary);
          return { queryId: `q${asked}`, headSeq: 10, rows };
        },
        'history.total': ({ queryId }) => ({ total: queryId === 'q1' ? 10 : 0 }),
      },
    });
    cache.open(EVERYTHING);
    await settled(cache);
    cache.open(NOTHING_MATCHES);
    expect(cache.getSnapshot().status).toBe('opening');
    expect(cache.rowAt(0)?.seq).toBe(1);
    answer?.();
    await vi.waitFor(() => expect(cache.getSnapshot().result?.count).toBe(0));
    expect(cache.rowAt(0)).toBeUndefined();
  });

  test('drops the answer to a question that has been replaced', async () => {
    const answers: (() => void)[] = [];
    const { cache } = setUp({
      overrides: {
        'history.open': ({ filter }) =>
          new Promise((resolve) => {
            const queryId = filter.terms.length > 0 ? 'q1' : 'q2';
            answers.push(() => resolve({ queryId, headSeq: 0, rows: [] }));
          }),
        'history.total': () => ({ total: 0 }),
      },
    });
    cache.open(NOTHING_MATCHES);
    cache.open(EVERYTHING);
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    for (const answer of answers.toReversed()) answer();
    await settled(cache);
    expect(cache.getSnapshot().result?.queryId).toBe('q2');
  });

  test('a new question is shown from its first row, the same one again is not', async () => {
    const { cache } = setUp({ events: makeDetails(3) });
    cache.open(EVERYTHING);
    await settled(cache);
    const { question } = cache.getSnapshot().result ?? { question: -1 };
    cache.open(EVERYTHING, { keepsPlace: true });
    await vi.waitFor(() => expect(cache.getSnapshot().result?.queryId).toBe('q2'));
    expect(cache.getSnapshot().result?.question).toBe(question);
    cache.open(NOTHING_MATCHES);
    await vi.waitFor(() => expect(cache.getSnapshot().result?.queryId).toBe('q3'));
    expect(cache.getSnapshot().result?.question).toBe(question + 1);
  });
});

describe('reading rows', () => {
  test('fetches what is in view first, in whole blocks', async () => {
    const { cache, reads } = setUp({ events: makeDetails(3_000) });
    cache.open(EVERYTHING);
    await settled(cache);
    cache.want(1_010, 1_040);
    await vi.waitFor(() => expect(cache.rowAt(1_010)?.seq).toBe(1_990));
    expect(reads()[0]?.input).toMatchObject({ start: 1_000, end: 1_200 });
  });

  test('fetches further ahead where rows fly past, the way that they fly', async () => {
    const { cache, reads } = setUp({ events: makeDetails(6_000) });
    cache.open(EVERYTHING);
    await settled(cache);
    cache.want(4_000, 4_030);
    await vi.waitFor(() => expect(cache.rowAt(4_200)).toBeDefined());
    const before = reads().length;
    cache.want(3_950, 3_980);
    await vi.waitFor(() => expect(cache.rowAt(3_200)).toBeDefined());
    const starts = reads()
      .slice(before)
      .map(({ input }) => (input as { readonly start: number }).start);
    expect(starts).toEqual([3_600, 3_400, 3_200]);
  });

  test('does not fetch a loaded block again', async () => {
    const { cache, reads } = setUp({ events: makeDetails(300) });
    cache.open(EVERYTHING);
    await settled(cache);
    cache.want(0, 30);
    await vi.waitFor(() => expect(cache.rowAt(299)?.seq).toBe(1));
    const before = reads().length;
    cache.want(250, 280);
    cache.want(0, 30);
    expect(reads()).toHaveLength(before);
  });

  test('completes a first block that came shorter than the result is', async () => {
    const events = makeDetails(150);
    const { cache } = setUp({
      events,
      overrides: {
        'history.open': () => ({
          queryId: 'q1',
          headSeq: 150,
          rows: events.slice(0, 50).map(toSummary),
        }),
        'history.total': () => ({ total: 150 }),
        'history.rows': ({ start, end }) => ({ rows: events.slice(start, end).map(toSummary) }),
      },
    });
    cache.open(EVERYTHING);
    await settled(cache);
    cache.want(40, 80);
    await vi.waitFor(() => expect(cache.rowAt(79)?.seq).toBe(80));
  });

  test('opens a result that main has let go of again, in place', async () => {
    const { cache, fake } = setUp({ events: makeDetails(2_000) });
    cache.open(EVERYTHING);
    await settled(cache);
    const { question } = cache.getSnapshot().result ?? { question: -1 };
    fake.dropResults();
    cache.want(1_000, 1_030);
    await vi.waitFor(() => expect(cache.rowAt(1_000)?.seq).toBe(1_000));
    expect(cache.getSnapshot()).toMatchObject({ status: 'ready', failure: null });
    expect(cache.getSnapshot().result?.question).toBe(question);
  });

  test('a failure keeps what is shown and can be tried again', async () => {
    let isBusy = true;
    const events = makeDetails(600);
    const { cache } = setUp({
      events,
      overrides: {
        'history.rows': ({ start, end }) => {
          if (isBusy) throw new FakeFailure({ code: 'STORE_BUSY', message: 'Busy.', hint: '' });
          return { rows: events.toReversed().slice(start, end).map(toSummary) };
        },
      },
    });
    cache.open(EVERYTHING);
    await settled(cache);
    cache.want(300, 330);
    await vi.waitFor(() => expect(cache.getSnapshot().failure?.code).toBe('STORE_BUSY'));
    expect(cache.rowAt(0)?.seq).toBe(600);
    isBusy = false;
    cache.retry();
    await settled(cache);
    cache.want(300, 330);
    await vi.waitFor(() => expect(cache.rowAt(300)?.seq).toBe(300));
    expect(cache.getSnapshot().failure).toBeNull();
  });

  test('rows missing from an answer are gone, and are not asked for without end', async () => {
    const events = makeDetails(600);
    const { cache, reads } = setUp({
      events,
      overrides: {
        'history.rows': ({ start }) => ({
          rows: events.slice(start, start + 5).map(toSummary),
        }),
      },
    });
    cache.open(EVERYTHING);
    await settled(cache);
    cache.want(400, 430);
    await vi.waitFor(() => expect(cache.rowAt(410)).toBeNull());
    await vi.waitFor(() => expect(cache.rowAt(210)).toBeNull());
    expect(reads()).toHaveLength(2);
  });
});

describe('cancelling', () => {
  const never = (): Promise<never> => new Promise(() => undefined);
  /** The calls on a channel that were cancelled, by the order in which they were made. */
  const cancelledOn = (fake: FakeAnnals, channel: ChannelName): readonly boolean[] => {
    const cancels = fake.calls.filter((call) => call.channel === 'call.cancel');
    return fake.calls
      .filter((call) => call.channel === channel)
      .map(({ requestId }) => cancels.some(({ input }) => requestIdOf(input) === requestId));
  };

  test('a newer question gives up the one before', async () => {
    const { cache, fake } = setUp({ overrides: { 'history.open': never } });
    cache.open(EVERYTHING);
    cache.open(NOTHING_MATCHES);
    expect(cancelledOn(fake, 'history.open')).toEqual([true, false]);
    // The answer to the cancelled call must not be taken for a failure of the newer one.
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(cache.getSnapshot()).toMatchObject({ status: 'opening', failure: null });
  });

  test('a newer question gives up the count of the result before', async () => {
    const { cache, fake } = setUp({
      events: makeDetails(10),
      overrides: { 'history.total': never },
    });
    cache.open(EVERYTHING);
    await vi.waitFor(() => expect(cancelledOn(fake, 'history.total')).toEqual([false]));
    cache.open(NOTHING_MATCHES);
    expect(cancelledOn(fake, 'history.total')).toEqual([true]);
  });

  test('rows of the result on show are read until the next one is here', async () => {
    const events = makeDetails(600);
    const { cache, fake } = setUp({ events, overrides: { 'history.rows': never } });
    cache.open(EVERYTHING);
    await settled(cache);
    cache.want(300, 330);
    cache.open(NOTHING_MATCHES);
    expect(cancelledOn(fake, 'history.rows').includes(true)).toBe(false);
    await vi.waitFor(() => expect(cache.getSnapshot().result?.queryId).toBe('q2'));
    expect(cancelledOn(fake, 'history.rows').includes(false)).toBe(false);
    expect(cache.getSnapshot()).toMatchObject({ status: 'ready', failure: null });
  });

  test('forgetting everything gives up all that is under way', async () => {
    const events = makeDetails(600);
    const { cache, fake } = setUp({ events, overrides: { 'history.rows': never } });
    cache.open(EVERYTHING);
    await settled(cache);
    cache.want(300, 330);
    cache.open(EVERYTHING);
    cache.reset();
    expect(cancelledOn(fake, 'history.rows').includes(false)).toBe(false);
    expect(cancelledOn(fake, 'history.open')).toEqual([false, true]);
  });
});

describe('finding an event', () => {
  test('far from what is loaded, main is asked for its position', async () => {
    const { cache } = setUp({ events: makeDetails(3_000) });
    cache.open(EVERYTHING);
    await settled(cache);
    expect(await cache.positionOf(100)).toBe(2_900);
    expect(cache.rowAt(2_900)).toBeUndefined();
  });

  test('among the loaded rows nobody is asked', async () => {
    const { cache, fake } = setUp({ events: makeDetails(3_000) });
    cache.open(EVERYTHING);
    await settled(cache);
    expect(await cache.positionOf(2_999)).toBe(1);
    expect(fake.calls.some(({ channel }) => channel === 'history.position')).toBe(false);
  });

  test('that the result does not have, or of a result that is gone, finds nothing', async () => {
    const { cache, fake } = setUp({ events: makeDetails(600) });
    expect(await cache.positionOf(1)).toBeNull();
    cache.open(EVERYTHING);
    await settled(cache);
    expect(await cache.positionOf(601)).toBeNull();
    fake.dropResults();
    expect(await cache.positionOf(1)).toBeNull();
    expect(cache.getSnapshot()).toMatchObject({ status: 'ready', failure: null });
  });
});

describe('the row at a time', () => {
  test('is the newest that is not after it, wherever it is in the result', async () => {
    const { cache } = setUp({ events: makeDetails(3_000) });
    cache.open(EVERYTHING);
    await settled(cache);
    const { occurredAt } = makeDetail(100).event;
    expect(await cache.positionAt(occurredAt + 500)).toBe(2_900);
    expect(await cache.positionAt(0)).toBeNull();
  });

  test('of a result that is gone fails, and is found when asked again', async () => {
    const { cache, fake } = setUp({ events: makeDetails(600) });
    expect(await cache.positionAt(0)).toBeNull();
    cache.open(EVERYTHING);
    await settled(cache);
    fake.dropResults();
    const { occurredAt } = makeDetail(1).event;
    await expect(cache.positionAt(occurredAt)).rejects.toMatchObject({
      failure: { code: 'STALE_QUERY' },
    });
    await settled(cache);
    expect(await cache.positionAt(occurredAt)).toBe(599);
  });
});

function requestIdOf(input: unknown): unknown {
  return (input as { readonly requestId: string }).requestId;
}

const blockOf = (seq: number) => [toSummary(makeDetail(seq))];

describe('block store', () => {
  test('lets go of the block that was read longest ago', () => {
    const store = createBlockStore(2);
    store.put(0, blockOf(1));
    store.put(1, blockOf(2));
    store.row(0);
    store.put(2, blockOf(3));
    expect(store.row(0)?.seq).toBe(1);
    expect(store.row(200)).toBeUndefined();
    expect(store.row(400)?.seq).toBe(3);
  });

  test('finds an event by its number, and a gone row is not the same as one not loaded', () => {
    const store = createBlockStore(2);
    store.put(3, [null, ...blockOf(9)]);
    expect(store.indexOf(9)).toBe(601);
    expect(store.row(600)).toBeNull();
    expect(store.row(602)).toBeUndefined();
    expect(store.indexOf(8)).toBeNull();
  });
});
