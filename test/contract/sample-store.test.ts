import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

/** The events of the sample, without what Annals itself recorded. */
const IMPORTED: EventFilter = {
  from: null,
  to: null,
  terms: [{ field: 'action', values: ['import'], negated: true }],
};

describe('the sample store', () => {
  let app: RealApp;
  beforeAll(async () => {
    app = await startRealApp();
  });
  afterAll(() => app.close());

  async function runningJob(): Promise<string> {
    const { jobs } = valueOf(await app.call('job.list', {}));
    const running = jobs.find(({ state }) => state.kind === 'running');
    if (!running) throw new Error('no job runs');
    return running.jobId;
  }

  async function importedEvents(): Promise<number> {
    const question = { filter: IMPORTED, order: 'newest' } as const;
    const { queryId } = valueOf(await app.call('history.open', question));
    return valueOf(await app.call('history.total', { queryId })).total;
  }

  it('is filled to its end the next time, if filling it was cut short', async () => {
    valueOf(await app.call('store.openSample', {}));
    const first = await runningJob();
    valueOf(await app.call('job.cancel', { jobId: first }));
    expect((await app.ended(first)).state.kind).toBe('cancelled');
    expect(await importedEvents()).toBeLessThan(2_900);

    valueOf(await app.call('store.openSample', {}));
    await app.ended(await runningJob());
    expect(await importedEvents()).toBe(2_900);
  });

  it('is left as it is once it is full', async () => {
    valueOf(await app.call('store.openSample', {}));
    await expect(runningJob()).rejects.toThrow('no job runs');
  });
});
