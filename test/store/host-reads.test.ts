import { afterEach, describe, expect, it, vi } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { retryWhileBusy } from '../../src-main/store/host/remote.ts';
import { makeEvent, makeEvents } from '../support/make-event.ts';
import { storePlace, tempStore } from '../support/temp-store.ts';
import type { StorePlace } from '../support/temp-store.ts';
import { startChild } from './support/child.ts';
import { rejectionOf } from './support/files.ts';
import { tempHost } from './support/temp-host.ts';

function filledPlace(count: number): StorePlace {
  const place = storePlace();
  const store = tempStore(place);
  store.writes.record(makeEvents(count));
  store.close();
  return place;
}

/** A filter that looks at all that is kept of every event, and lets every event through. */
const NOWHERE: EventFilter = {
  ...EVERYTHING,
  terms: [{ field: 'anywhere', values: ['no event says this'], negated: true }],
};

describe('a long read', () => {
  it('lets others be answered between its slices', async () => {
    const { host } = await tempHost(filledPlace(8_000));
    const answered: string[] = [];
    const note = (name: string) => () => void answered.push(name);
    await Promise.all([
      host.reads.total(NOWHERE).then(note('total')),
      host.reads.facts().then(note('facts')),
      host.reads
        .page({ filter: EVERYTHING, order: 'newest', limit: 5, offset: 0, cursor: null })
        .then(note('page')),
    ]);
    expect(answered.at(-1)).toBe('total');
    expect(answered).toHaveLength(3);
  });

  it('ends when it is cancelled, and later reads work', async () => {
    const { host } = await tempHost(filledPlace(8_000));
    const abort = new AbortController();
    const total = host.read('total', [NOWHERE], abort.signal);
    abort.abort();
    const failure = await rejectionOf(total);
    expect(failure.code).toBe('CANCELLED');
    expect(await host.reads.facts()).toMatchObject({ events: 8_000 });
    expect(await host.reads.total(NOWHERE)).toBe(8_000);
  });

  it('ends when it was cancelled before it began', async () => {
    const { host } = await tempHost(filledPlace(3_000));
    const read = host.read('total', [{ ...EVERYTHING, from: 0 }], AbortSignal.abort());
    expect((await rejectionOf(read)).code).toBe('CANCELLED');
  });

  it('ends alone: others like it go on', async () => {
    const { host } = await tempHost(filledPlace(8_000));
    const abort = new AbortController();
    const cancelled = host.read('total', [NOWHERE], abort.signal);
    const kept = host.read('total', [NOWHERE], new AbortController().signal);
    abort.abort();
    expect((await rejectionOf(cancelled)).code).toBe('CANCELLED');
    expect(await kept).toBe(8_000);
  });

  it('cannot be cancelled any more when it has been answered', async () => {
    const { host } = await tempHost(filledPlace(10));
    const abort = new AbortController();
    expect(await host.read('total', [EVERYTHING], abort.signal)).toBe(10);
    abort.abort();
    expect(await host.read('total', [EVERYTHING], new AbortController().signal)).toBe(10);
  });

  it('leaves a result that can be scanned on after a scan of it was cancelled', async () => {
    const { host } = await tempHost(filledPlace(8_000));
    const request = { filter: EVERYTHING, order: 'oldest', firstRows: 1 } as const;
    const { queryId } = await host.reads.openResult(request);
    const abort = new AbortController();
    const total = host.read('resultTotal', [queryId], abort.signal);
    abort.abort();
    expect((await rejectionOf(total)).code).toBe('CANCELLED');
    expect(await host.reads.resultTotal(queryId)).toBe(8_000);
  });
});

describe('a write that finds the store locked', () => {
  it('waits until the other program lets go', async () => {
    const { host, place } = await tempHost();
    const child = startChild('lock', place);
    await child.printed(1);
    const recorded = host.writes.record([makeEvent()]);
    expect((await host.reads.facts()).events).toBe(0);
    child.process.kill('SIGKILL');
    expect(await recorded).toMatchObject([{ seq: 1 }]);
  });

  it('waits at opening too', async () => {
    const place = filledPlace(1);
    const child = startChild('lock', place);
    await child.printed(1);
    const opening = tempHost(place);
    setTimeout(() => child.process.kill('SIGKILL'), 600);
    const { host } = await opening;
    expect(await host.writes.record([makeEvent()])).toMatchObject([{ seq: 2 }]);
  });
});

describe('patience with a locked store', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  const busy = new AnnalsError('STORE_BUSY', 'locked');

  it('ends after some seconds, with the reason', async () => {
    vi.useFakeTimers();
    let attempts = 0;
    const failure = rejectionOf(
      retryWhileBusy(() => {
        attempts += 1;
        return Promise.reject(busy);
      }),
    );
    await vi.advanceTimersByTimeAsync(6_000);
    expect((await failure).code).toBe('STORE_BUSY');
    expect(attempts).toBeGreaterThan(10);
  });

  it('does not repeat what failed for another reason', async () => {
    let attempts = 0;
    const write = (): Promise<never> => {
      attempts += 1;
      return Promise.reject(new AnnalsError('STORE_FULL', 'full'));
    };
    expect((await rejectionOf(retryWhileBusy(write))).code).toBe('STORE_FULL');
    expect(attempts).toBe(1);
  });

  it('answers as soon as one attempt succeeds', async () => {
    vi.useFakeTimers();
    let attempts = 0;
    const answer = retryWhileBusy(() => {
      attempts += 1;
      return attempts < 3 ? Promise.reject(busy) : Promise.resolve('done');
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await answer).toBe('done');
    expect(attempts).toBe(3);
  });
});
