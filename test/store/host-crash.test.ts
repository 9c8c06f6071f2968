import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { createWorkerFromSource } from '../../src-main/store/host/create-worker.ts';
import { checkOf } from '../support/check-store.ts';
import { makeEvent, makeEvents, makeImported } from '../support/make-event.ts';
import { storePlace, tempStore } from '../support/temp-store.ts';
import type { StorePlace } from '../support/temp-store.ts';
import { rejectionOf } from './support/files.ts';
import { tempHost } from './support/temp-host.ts';

/** A store of so many events, closed. */
function filledPlace(count: number): StorePlace {
  const place = storePlace();
  const store = tempStore(place);
  store.writes.record(makeEvents(count));
  store.close();
  return place;
}

describe('a store thread that dies', () => {
  it('fails the reads that waited for it, is started again, and answers', async () => {
    const { host, threads } = await tempHost(filledPlace(6_000));
    const waiting = [
      host.reads.prepareLens(),
      host.reads.total(EVERYTHING),
      host.reads.facts(),
    ].map(rejectionOf);
    await threads.kill('reader');
    for (const failure of await Promise.all(waiting)) {
      expect(failure.code).toBe('STORE_UNAVAILABLE');
      expect(failure.message).not.toBe('');
      expect(failure.hint).not.toBe('');
    }
    expect(await host.reads.facts()).toMatchObject({ events: 6_000 });
    expect(threads.started.filter(({ role }) => role === 'reader')).toHaveLength(2);
    expect(threads.lost).toEqual([]);
  });

  it('forgets results, which then are stale, and opens new ones', async () => {
    const { host, threads } = await tempHost(filledPlace(10));
    const request = { filter: EVERYTHING, order: 'oldest', firstRows: 1 } as const;
    const { queryId } = await host.reads.openResult(request);
    await threads.kill('reader');
    expect((await rejectionOf(host.reads.resultTotal(queryId))).code).toBe('STALE_QUERY');
    expect((await host.reads.openResult(request)).rows).toHaveLength(1);
  });

  it('loses nothing that was confirmed, and records again', async () => {
    const { host, threads, place } = await tempHost();
    const confirmed: string[] = [];
    const waiting = Array.from({ length: 30 }, async (_, index) => {
      const recorded = await host.writes.record([makeEvent({ id: `w-${index}` })]);
      confirmed.push(...recorded.map(({ id }) => id));
    });
    const outcomes = Promise.allSettled(waiting);
    await waiting[2];
    await threads.kill('writer');
    await outcomes;
    expect(confirmed.length).toBeGreaterThanOrEqual(3);
    await host.writes.record([makeEvent({ id: 'after' })]);
    for (const id of [...confirmed, 'after']) {
      expect((await host.reads.detail({ id })).event.id).toBe(id);
    }
    await host.close();
    expect(checkOf(place)).toMatchObject({ firstBad: null });
    expect(tempStore(place).reads.quickCheck()).toEqual([]);
  });

  it('leaves an import that is closed as interrupted and takes nothing more', async () => {
    const { host, threads } = await tempHost();
    const operator = { id: 'op', name: 'Olga' };
    const { batch } = await host.writes.beginImport({ operator, title: 'log.json', files: ['t'] });
    await host.writes.appendImport({ batch, file: 0, events: [makeImported('a')], rejected: 0 });
    await threads.kill('writer');
    const append = host.writes.appendImport({
      batch,
      file: 0,
      events: [makeImported('b')],
      rejected: 0,
    });
    expect((await rejectionOf(append)).code).toBe('CONFLICT');
    expect((await host.reads.detail({ seq: 2 })).event).toMatchObject({
      message: 'Import of log.json was interrupted after 1 event',
      metadata: { batch, ending: 'interrupted', added: 1 },
    });
  });

  it('is given up after the fourth death within a minute, with one word to the owner', async () => {
    const { host, threads } = await tempHost(filledPlace(10));
    for (let death = 1; death <= 3; death += 1) {
      await threads.kill('reader');
      expect(await host.reads.facts(), `after ${death}`).toMatchObject({ events: 10 });
      expect(threads.lost).toEqual([]);
    }
    await threads.kill('reader');
    expect((await rejectionOf(host.reads.facts())).code).toBe('STORE_UNAVAILABLE');
    expect(threads.lost.map(({ code }) => code)).toEqual(['STORE_UNAVAILABLE']);
    expect(threads.started.filter(({ role }) => role === 'reader')).toHaveLength(4);
    // The other thread goes on.
    expect(await host.writes.record([makeEvent()])).toMatchObject([{ seq: 11 }]);
  });

  it('is given up when it cannot open the store again, with the reason', async () => {
    let readers = 0;
    const { host, threads } = await tempHost(filledPlace(10), (data) => {
      readers += data.role === 'reader' ? 1 : 0;
      return createWorkerFromSource(readers > 1 ? { ...data, path: `${data.path}.gone` } : data);
    });
    await threads.kill('reader');
    expect((await rejectionOf(host.reads.facts())).code).toBe('STORE_MISSING');
    expect(threads.lost.map(({ code }) => code)).toEqual(['STORE_MISSING']);
  });

  it('is not started again when it ends because the store is closed', async () => {
    const { host, threads } = await tempHost();
    await host.close();
    await threads.allEnded();
    expect(threads.started).toHaveLength(2);
    expect(threads.lost).toEqual([]);
  });
});
