import { afterEach, beforeAll, afterAll, describe, expect, it, vi } from 'vitest';
import { CHANNELS } from '#shared/ipc/channels.ts';
import type { ChannelName } from '#shared/ipc/channels.ts';
import { isCancellable } from '#shared/ipc/contract.ts';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { SAMPLE_FOLDER, WINDOW, startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

const ENTITIES = { type: null, search: '', flagged: null, order: 'name', limit: 1, offset: 0 };
const INPUTS: Partial<Record<ChannelName, unknown>> = {
  'history.open': { filter: EVERYTHING, order: 'newest' },
  'history.total': { queryId: 'q1' },
  'history.rows': { queryId: 'q1', start: 0, end: 1 },
  'history.position': { queryId: 'q1', at: { time: 0 } },
  'history.facets': { filter: EVERYTHING, fields: ['action'], limit: 1 },
  'history.timeline': { filter: EVERYTHING, by: 'outcome', buckets: 1, timeZone: 'UTC' },
  'history.related': { seq: 1, limit: 1 },
  'entity.list': ENTITIES,
  'question.failures': {},
  'question.byService': { service: 'x' },
  'question.errors': {},
  'question.combined': {},
  'hold.list': {},
  'prune.plan': { scope: { filter: EVERYTHING, before: 0, keepNewest: null }, action: 'prune' },
  // Its token is there when the app is.
  'import.sample': {},
  'export.copy': { selection: { filter: EVERYTHING, order: 'newest' }, format: 'csv' },
};
const CANCELLABLE = CHANNELS.filter(isCancellable);
const OTHER_WINDOW = WINDOW + 1;
const CANCELLED = { ok: false, error: { code: 'CANCELLED' } };

const idOf = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString().padStart(12, '0')}`;

describe('calls that are under way', () => {
  let app: RealApp;
  beforeAll(async () => {
    app = await startRealApp();
    valueOf(await app.call('store.openDefault', {}));
    const { token } = valueOf(await app.call('import.dropped', { paths: [SAMPLE_FOLDER] }));
    INPUTS['import.sample'] = { token };
  });
  afterAll(() => app.close());
  afterEach(() => vi.restoreAllMocks());

  /** From now on the reader never answers, and only a cancelled call ends. */
  function stopAnswering(): void {
    const untilCancelled = (signal: AbortSignal): Promise<never> =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new AnnalsError('CANCELLED', 'Ended.')));
      });
    const { host } = app.session;
    vi.spyOn(host, 'read').mockImplementation((_name, _args, signal) => untilCancelled(signal));
  }
  const ask = (requestId: string | undefined, sender = WINDOW) =>
    app.dispatch({
      channel: 'history.total',
      input: INPUTS['history.total'],
      requestId,
      sender,
    });
  const cancel = (requestId: string, sender = WINDOW) =>
    app.dispatch({ channel: 'call.cancel', input: { requestId }, sender });

  it('are those of every channel that declares CANCELLED', () => {
    expect(CANCELLABLE.toSorted()).toEqual(Object.keys(INPUTS).toSorted());
  });

  it.each(CANCELLABLE)('%s ends when its window cancels it', async (channel) => {
    stopAnswering();
    const call = app.dispatch({ channel, input: INPUTS[channel], requestId: idOf(1) });
    expect(await cancel(idOf(1))).toMatchObject({ ok: true });
    expect(await call).toMatchObject(CANCELLED);
  });

  it('end each on its own', async () => {
    stopAnswering();
    const ended: number[] = [];
    const calls = [1, 2, 3].map((number) => ask(idOf(number)).then(() => ended.push(number)));
    for (const number of [2, 3, 1]) {
      await cancel(idOf(number));
      await calls[number - 1];
    }
    expect(ended).toEqual([2, 3, 1]);
  });

  it('do not mind that a call is cancelled which is not there, or not any more', async () => {
    expect(await cancel(idOf(9))).toEqual({ ok: true, value: {} });
    const answered = await app.call('history.facets', facets(), idOf(9));
    expect(answered).toMatchObject({ ok: true });
    expect(await cancel(idOf(9))).toEqual({ ok: true, value: {} });
  });

  it('have ids of their own: the same one twice is refused, and the first goes on', async () => {
    stopAnswering();
    const first = ask(idOf(1));
    expect(await ask(idOf(1))).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
    const otherWindow = ask(idOf(1), OTHER_WINDOW);
    await cancel(idOf(1));
    expect(await first).toMatchObject(CANCELLED);
    await cancel(idOf(1), OTHER_WINDOW);
    expect(await otherWindow).toMatchObject(CANCELLED);
  });

  it('free their id and their place when they end, whatever way', async () => {
    const stale = { ok: false, error: { code: 'STALE_QUERY' } };
    for (let count = 0; count < 100; count += 1) {
      expect(await ask(idOf(1))).toMatchObject(stale);
    }
  });

  it('belong to their window: another cannot cancel them', async () => {
    stopAnswering();
    let hasEnded = false;
    const call = ask(idOf(1)).finally(() => {
      hasEnded = true;
    });
    await cancel(idOf(1), OTHER_WINDOW);
    app.endPage(OTHER_WINDOW);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(hasEnded).toBe(false);
    await cancel(idOf(1));
    expect(await call).toMatchObject(CANCELLED);
  });

  it('end with their page, also those without an id', async () => {
    stopAnswering();
    const calls = [ask(idOf(1)), ask(undefined), ask(undefined)];
    app.endPage(WINDOW);
    for (const result of await Promise.all(calls)) expect(result).toMatchObject(CANCELLED);
  });

  it('are not more than 64 for a window', async () => {
    stopAnswering();
    const calls = Array.from({ length: 64 }, (_, number) => ask(idOf(number)));
    expect(await ask(idOf(64))).toMatchObject({ ok: false, error: { code: 'STORE_BUSY' } });
    const otherWindow = ask(idOf(64), OTHER_WINDOW);
    app.endPage(WINDOW);
    for (const result of await Promise.all(calls)) expect(result).toMatchObject(CANCELLED);
    app.endPage(OTHER_WINDOW);
    expect(await otherWindow).toMatchObject(CANCELLED);
  });
});

function facets() {
  return { filter: EVERYTHING, fields: ['action' as const], limit: 1 };
}
