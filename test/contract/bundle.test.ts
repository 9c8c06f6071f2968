import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { verifyBundle } from '../../src-main/bundle/verify.mjs';
import { makeEvents } from '../support/make-event.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

describe('bundle.start', () => {
  let app: RealApp;

  beforeAll(async () => {
    app = await startRealApp();
    valueOf(await app.call('store.openDefault', {}));
    await app.session.host.writes.record(makeEvents(50));
  });
  afterAll(() => app.close());

  it('does nothing when the dialog is cancelled', async () => {
    app.answers.newBundle = null;
    expect(valueOf(await app.call('bundle.start', { filter: EVERYTHING }))).toBeNull();
    expect(valueOf(await app.call('job.list', {})).jobs).toEqual([]);
  });

  it('makes a bundle as a job, in the file that the dialog names', async () => {
    const path = join(app.folder, 'evidence.zip');
    app.answers.newBundle = path;
    const started = valueOf(await app.call('bundle.start', { filter: EVERYTHING }));
    const job = await app.ended(started?.jobId ?? '');
    expect(job).toMatchObject({
      kind: 'bundle',
      state: { kind: 'done', result: { name: 'evidence.zip', events: 50 } },
    });
    expect(await verifyBundle(path)).toMatchObject({ verdict: 'intact', events: 50 });
    const { reads } = app.session.host;
    const last = await reads.detail({ seq: (await reads.facts()).headSeq });
    expect(last.event).toMatchObject({ action: 'export', actorId: 'tester@host' });
  });

  it('ends as failed where no event matches', async () => {
    app.answers.newBundle = join(app.folder, 'none.zip');
    const none = { ...EVERYTHING, from: 0, to: 1 };
    const started = valueOf(await app.call('bundle.start', { filter: none }));
    expect(await app.ended(started?.jobId ?? '')).toMatchObject({
      state: { kind: 'failed', error: { code: 'NOT_FOUND' } },
    });
  });
});
