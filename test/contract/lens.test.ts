import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { LensState } from '#shared/model/lens-state.ts';
import { Lane } from '../../src-main/store/host/lane.ts';
import { makeEvents } from '../support/make-event.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

/** Ends when the signal says so, and not before. */
const endOf = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new AnnalsError('CANCELLED', 'Ended.')));
  });

const FACETS = { filter: EVERYTHING, fields: ['category' as const], limit: 5 };

describe('the lens of an open store', () => {
  let app: RealApp;
  beforeEach(async () => {
    app = await startRealApp();
    valueOf(await app.call('store.openDefault', {}));
  });
  afterEach(async () => {
    await app.close();
    vi.restoreAllMocks();
  });

  const lens = async (): Promise<LensState> => valueOf(await app.call('store.lens', {}));
  const prepared = (events: number) =>
    vi.waitFor(async () => expect(await lens()).toMatchObject({ state: 'ready', events }), {
      timeout: 20_000,
    });

  it('is prepared without being asked for, and again when the trail has grown', async () => {
    await prepared(0);
    await app.session.host.writes.record(makeEvents(3_000));
    await app.session.look();
    await prepared(3_000);
    expect((await lens()).bytes).toBeGreaterThan(0);
  });

  it('is waited for by nobody: a store whose lens is never ready answers all the same', async () => {
    await app.session.host.writes.record(makeEvents(3_000));
    // oxlint-disable-next-line typescript/unbound-method -- called with the `this` of the spy
    const { call } = Lane.prototype;
    vi.spyOn(Lane.prototype, 'call').mockImplementation(function (this: Lane, ...args) {
      const [method, , signal] = args;
      return method === 'prepareLens' ? endOf(signal) : call.apply(this, args);
    });
    expect(valueOf(await app.call('store.reopen', {}))).toMatchObject({ kind: 'open' });
    expect(await lens()).toMatchObject({ state: 'off' });
    expect(valueOf(await app.call('history.facets', FACETS)).fields).toMatchObject([
      { values: [{ value: 'auth', count: 3_000 }] },
    ]);
  });

  it('is given up when the store is closed, without a word', async () => {
    const complain = vi.spyOn(console, 'error');
    await app.session.host.writes.record(makeEvents(8_000));
    for (let round = 0; round < 3; round += 1) valueOf(await app.call('store.reopen', {}));
    await app.session.close();
    expect(complain).not.toHaveBeenCalled();
    expect(app.bugs).toEqual([]);
  });
});
