import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { RemoteCalls } from '../../../src-main/store/host/remote.ts';
import { TextIndexer } from '../../../src-main/store/host/text-indexer.ts';
import type { TextProgress } from '../../../src-main/store/store-api.ts';
import { textCandidates } from '../../../src-main/store/text/text-candidates.ts';
import { textProgress } from '../../../src-main/store/text/text-index.ts';
import { makeEvent } from '../../support/make-event.ts';
import { storePlace, tempStore } from '../../support/temp-store.ts';
import type { StorePlace } from '../../support/temp-store.ts';
import { tempHost } from '../support/temp-host.ts';
import { readDb, wordEvents, wordFor, writeDb } from './support/indexed.ts';

const SECOND = 1_000;

/** A trail that grows while its index follows, a hundred events a step. */
function fakeTrail(events: number) {
  const trail = { headSeq: events, upTo: 0, steps: 0, failure: null as AnnalsError | null };
  const step = (): Promise<TextProgress> => {
    trail.steps += 1;
    if (trail.failure) return Promise.reject(trail.failure);
    trail.upTo = Math.min(trail.headSeq, trail.upTo + 100);
    return Promise.resolve({ upTo: trail.upTo, headSeq: trail.headSeq });
  };
  return { trail, step };
}

describe('the keeper of the index', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('indexes what is there without waiting, and then looks for more now and then', async () => {
    const { trail, step } = fakeTrail(10_000);
    const indexer = new TextIndexer(step);
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(trail).toMatchObject({ upTo: 10_000, steps: 100 });
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect(trail.steps).toBeLessThanOrEqual(106);
    trail.headSeq += 1_000;
    await vi.advanceTimersByTimeAsync(4 * SECOND);
    expect(trail.upTo).toBe(11_000);
    await indexer.stop();
  });

  it('holds back while others write much, and catches up when they have done', async () => {
    const { trail, step } = fakeTrail(200);
    const indexer = new TextIndexer(step);
    for (let time = 0; time < 20 * SECOND; time += 10) {
      trail.headSeq += 50;
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(trail.steps).toBeLessThanOrEqual(25);
    expect(trail.upTo).toBeLessThan(3_000);
    await vi.advanceTimersByTimeAsync(20 * SECOND);
    expect(trail.upTo).toBe(trail.headSeq);
    await indexer.stop();
  });

  it('does not hold back for events that come one by one', async () => {
    const { trail, step } = fakeTrail(10_000);
    const indexer = new TextIndexer(step);
    for (let time = 0; time < SECOND; time += 10) {
      trail.headSeq += 1;
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(trail.upTo).toBeGreaterThan(10_000);
    await indexer.stop();
  });

  it('tries again later and later what fails, and goes on when it succeeds', async () => {
    const { trail, step } = fakeTrail(1_000);
    trail.failure = new AnnalsError('STORE_FULL', 'The disk is full.', '');
    const indexer = new TextIndexer(step);
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect(trail.steps).toBeGreaterThan(3);
    expect(trail.steps).toBeLessThan(10);
    const before = trail.steps;
    await vi.advanceTimersByTimeAsync(120 * SECOND);
    expect(trail.steps).toBeGreaterThan(before);
    trail.failure = null;
    await vi.advanceTimersByTimeAsync(61 * SECOND);
    expect(trail.upTo).toBe(1_000);
    await indexer.stop();
  });

  it('ends after the step under way, and at once between two', async () => {
    let finish: (progress: TextProgress) => void = () => undefined;
    const step = vi.fn<() => Promise<TextProgress>>(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    const indexer = new TextIndexer(step);
    const stopped = vi.fn<() => void>();
    const ended = indexer.stop().then(stopped);
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(stopped).not.toHaveBeenCalled();
    finish({ upTo: 1, headSeq: 100 });
    await ended;
    const { trail, step: other } = fakeTrail(0);
    const idle = new TextIndexer(other);
    await vi.advanceTimersByTimeAsync(SECOND);
    await idle.stop();
    await idle.stop();
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect([step.mock.calls.length, trail.steps]).toEqual([1, 1]);
  });
});

describe('a store in threads', () => {
  /** Waits until all events of a store are indexed. */
  async function untilIndexed(place: StorePlace): Promise<void> {
    const db = readDb(place);
    await vi.waitFor(
      () => {
        const { upTo, headSeq } = textProgress(db);
        expect(upTo).toBe(headSeq);
      },
      { timeout: 20_000, interval: 50 },
    );
  }

  it('indexes what it finds when it is opened', async () => {
    const place = storePlace();
    tempStore(place).writes.record(wordEvents(2_000));
    await tempHost(place);
    await untilIndexed(place);
    expect(textCandidates(readDb(place), wordFor(1_999), 9).seqs).toEqual([1_999]);
  });

  it('indexes what comes through any door: itself, a port, another program', async () => {
    const place = storePlace();
    const { host } = await tempHost(place);
    await host.writes.record([makeEvent({ message: 'needle' })]);
    const port = host.connectWriter();
    await new RemoteCalls(port).call('record', [[makeEvent({ message: 'needle' })]]);
    port.close();
    tempStore(place).writes.record([makeEvent({ message: 'needle' })]);
    await untilIndexed(place);
    expect(textCandidates(readDb(place), 'needle', 9)).toEqual({ seqs: [1, 2, 3], upTo: 3 });
  });

  it('bears with a lock of another program, and goes on when it is gone', async () => {
    const place = storePlace();
    tempStore(place).writes.record(wordEvents(6_000));
    const { host, threads } = await tempHost(place);
    const other = writeDb(place);
    other.exec('BEGIN IMMEDIATE');
    const { upTo, headSeq } = textProgress(other);
    expect(upTo).toBeLessThan(headSeq);
    // Longer than the writer waits for a lock.
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(textProgress(readDb(place)).upTo).toBe(upTo);
    expect((await host.reads.facts()).events).toBe(6_000);
    other.exec('COMMIT');
    await untilIndexed(place);
    expect(threads.lost).toEqual([]);
  });

  it('closes while it is indexing, and goes on from there when it is opened again', async () => {
    const place = storePlace();
    tempStore(place).writes.record(wordEvents(3_000));
    const { host, threads } = await tempHost(place);
    await host.close();
    await threads.allEnded();
    await tempHost(place);
    await untilIndexed(place);
    const db = readDb(place);
    for (const seq of [1, 1_500, 3_000]) {
      expect(textCandidates(db, wordFor(seq), 9).seqs).toEqual([seq]);
    }
  });
});
