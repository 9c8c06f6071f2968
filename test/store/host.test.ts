import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { Failure } from '#shared/ipc/failure.ts';
import { createWorkerFromSource } from '../../src-main/store/host/create-worker.ts';
import { RemoteCalls } from '../../src-main/store/host/remote.ts';
import type { StoreRole } from '../../src-main/store/worker/protocol.ts';
import { makeEvent, makeEvents, makeImported } from '../support/make-event.ts';
import { storePlace, tempStore } from '../support/temp-store.ts';
import { rejectionOf } from './support/files.ts';
import { tempHost, watchedHost } from './support/temp-host.ts';

/** A worker factory that sends one role to another path. */
function withPathFor(role: StoreRole, path: string) {
  return (data: Parameters<typeof createWorkerFromSource>[0]) =>
    createWorkerFromSource(data.role === role ? { ...data, path } : data);
}

describe('a store in threads', () => {
  it('records, imports and answers everything that the store can be asked', async () => {
    const { host } = await tempHost();
    expect(host).toMatchObject({ isReadOnly: false, backup: null });
    const recorded = await host.writes.record([makeEvent({ id: 'one' }), makeEvent()]);
    expect(recorded).toMatchObject([{ id: 'one', seq: 1, isNew: true }, { seq: 2 }]);
    const operator = { id: 'op', name: 'Olga' };
    const { batch } = await host.writes.beginImport({ operator, title: 't', files: ['t'] });
    await host.writes.appendImport({
      batch,
      file: 0,
      events: [makeImported('i', 'raw ü')],
      rejected: 1,
    });
    const finished = await host.writes.finishImport({ batch, outcome: 'done', format: 't' });
    expect(finished).toMatchObject({ read: 2, added: 1, rejected: 1, headSeq: 4 });

    const { reads } = host;
    expect(await reads.facts()).toMatchObject({ events: 4, headSeq: 4 });
    expect(await reads.total(EVERYTHING)).toBe(4);
    expect(await reads.detail({ id: 'i' })).toMatchObject({ raw: 'raw ü', importedFrom: 't' });
    const page = await reads.page({
      filter: EVERYTHING,
      order: 'recorded',
      limit: 3,
      offset: 0,
      cursor: null,
    });
    expect(page.items.map(({ seq }) => seq)).toEqual([4, 3, 2]);
    const { queryId, rows } = await reads.openResult({
      filter: EVERYTHING,
      order: 'oldest',
      firstRows: 1,
    });
    expect(rows).toHaveLength(1);
    expect(await reads.resultTotal(queryId)).toBe(4);
    expect(await reads.resultRows({ queryId, start: 2, end: 4 })).toHaveLength(2);
    expect(await reads.quickCheck()).toEqual([]);
  });

  it('fails calls with the error of the store, code, sentence and hint', async () => {
    const { host } = await tempHost();
    const failure = await rejectionOf(host.reads.detail({ seq: 9 }));
    expect(failure).toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no event with number 9.',
    });
    const append = host.writes.appendImport({ batch: 1, file: 0, events: [], rejected: 0 });
    expect((await rejectionOf(append)).hint).toBe('Start the import again.');
  });

  it('leaves nothing but the store behind when it is closed, and no thread', async () => {
    const { host, threads, place } = await tempHost();
    await host.writes.record(makeEvents(100));
    await host.reads.facts();
    await host.close();
    await threads.allEnded();
    expect(readdirSync(place.folder).toSorted()).toEqual(['state', 'trail.db']);
    expect((await rejectionOf(host.reads.facts())).code).toBe('STORE_UNAVAILABLE');
    expect((await rejectionOf(host.writes.record([makeEvent()]))).code).toBe('STORE_UNAVAILABLE');
    await host.close();
    expect(tempStore(place).reads.facts().events).toBe(100);
  });

  it('sees at once what another program records', async () => {
    const { host, place } = await tempHost();
    tempStore(place).writes.record([makeEvent({ id: 'elsewhere' })]);
    expect(await host.reads.detail({ id: 'elsewhere' })).toMatchObject({ event: { seq: 1 } });
  });
});

describe('a store that cannot be opened', () => {
  it('rejects with the reason, and leaves no thread running', async () => {
    const place = storePlace();
    writeFileSync(place.path, 'Dear diary');
    const { open, threads } = watchedHost(place);
    const failure = await rejectionOf(open());
    expect(failure.code).toBe('STORE_FOREIGN');
    expect(failure.message).toContain(place.path);
    await threads.allEnded();
    expect(threads.started.map(({ role }) => role)).toEqual(['writer']);
    expect(threads.lost).toEqual([]);
  });

  it('leaves no writer running when only the reader cannot open it', async () => {
    const place = storePlace();
    const { open, threads } = watchedHost(
      place,
      withPathFor('reader', join(place.folder, 'nowhere.db')),
    );
    expect((await rejectionOf(open())).code).toBe('STORE_MISSING');
    await threads.allEnded();
    expect(threads.started.map(({ role }) => role)).toEqual(['writer', 'reader']);
  });

  it('for writing can be read, and refuses writes', async () => {
    const place = storePlace();
    tempStore(place).writes.record([makeEvent()]);
    writeFileSync(join(place.folder, 'file'), 'x');
    // A path below a file: nothing can be made there, whoever asks.
    const { host } = await tempHost(
      place,
      withPathFor('writer', join(place.folder, 'file', 'trail.db')),
    );
    expect(host.isReadOnly).toBe(true);
    expect((await host.reads.facts()).events).toBe(1);
    expect((await rejectionOf(host.writes.record([makeEvent()]))).code).toBe('STORE_READONLY');
    expect(() => host.connectWriter()).toThrow(/reading only/u);
  });

  it('for writing nor for reading rejects with what hindered the writing', async () => {
    const place = storePlace();
    writeFileSync(join(place.folder, 'file'), 'x');
    const path = join(place.folder, 'file', 'trail.db');
    const { open, threads } = watchedHost({ ...place, path });
    expect((await rejectionOf(open())).code).toBe('STORE_READONLY');
    await threads.allEnded();
  });

  it('because it is locked is tried again, even while the first thread is still ending', async () => {
    const busy: Failure = { code: 'STORE_BUSY', message: 'Locked.', hint: '' };
    const says = `const { parentPort, workerData } = require('node:worker_threads');
      parentPort.postMessage({ kind: 'failed', failure: workerData });
      setTimeout(() => undefined, 400);`;
    let attempts = 0;
    const { host, threads } = await tempHost(storePlace(), (data) => {
      attempts += data.role === 'writer' ? 1 : 0;
      const isFirst = data.role === 'writer' && attempts === 1;
      return isFirst
        ? new Worker(says, { eval: true, workerData: busy })
        : createWorkerFromSource(data);
    });
    const first = threads.started[0]?.worker;
    if (first && first.threadId !== -1) await new Promise((resolve) => first.once('exit', resolve));
    expect(await host.writes.record([makeEvent()])).toMatchObject([{ seq: 1 }]);
    await host.close();
    await threads.allEnded();
  });
});

describe('a port to the writer', () => {
  it('answers the methods of the writer and no others', async () => {
    const { host } = await tempHost();
    const port = host.connectWriter();
    const calls = new RemoteCalls(port);
    expect(await calls.call('record', [[makeEvent()]])).toMatchObject([{ seq: 1 }]);
    for (const method of ['close', '__proto__']) {
      expect((await rejectionOf(calls.call(method, []))).code, method).toBe('INTERNAL');
    }
    port.close();
  });

  it('that is open does not keep the store from closing, and fails its calls then', async () => {
    const { host, threads } = await tempHost();
    const calls = new RemoteCalls(host.connectWriter());
    await calls.call('record', [[makeEvent()]]);
    await host.close();
    await threads.allEnded();
    expect((await rejectionOf(calls.call('record', [[makeEvent()]]))).code).toBe(
      'STORE_UNAVAILABLE',
    );
  });

  it('fails what waits on it when the writer dies', async () => {
    const { host, threads } = await tempHost();
    const calls = new RemoteCalls(host.connectWriter());
    const waiting = Array.from({ length: 40 }, () => calls.call('record', [makeEvents(200)]));
    const outcomes = Promise.allSettled(waiting);
    await waiting[0];
    await threads.kill('writer');
    const reasons = (await outcomes).flatMap((one) =>
      one.status === 'rejected' ? [one.reason as unknown] : [],
    );
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
