import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredEvent } from '#shared/model/audit-event.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { FallbackFile, fallbackPath } from '../../src-main/recorder/fallback-file.ts';
import { startChild } from '../store/support/child.ts';
import { makeEvent } from '../support/make-event.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

const PAGE_ERROR = {
  origin: 'error',
  name: 'TypeError',
  message: 'token=hunter2',
  stack: 'at a',
} as const;

describe('what goes wrong in the console', () => {
  let app: RealApp;
  beforeEach(async () => {
    app = await startRealApp();
  });
  afterEach(() => app.close());

  const store = () => join(app.folder, 'data', 'audit.db');
  const state = () => join(app.folder, 'state');
  const openStore = async () => valueOf(await app.call('store.openDefault', {}));

  /** The events of the open store, in the order in which they were recorded. */
  async function events(): Promise<readonly StoredEvent[]> {
    await app.recorder.flush();
    const request = {
      filter: EVERYTHING,
      order: 'recorded',
      limit: 1_000,
      offset: 0,
      cursor: null,
    } as const;
    return (await app.session.host.reads.page(request)).items.toReversed();
  }

  it('is recorded: a call that should have changed something and failed', async () => {
    await openStore();
    valueOf(await app.call('settings.set', { theme: 'dark' }));
    await app.call('import.start', { token: randomUUID() });
    expect(await events()).toMatchObject([
      {
        action: 'import.start',
        category: 'admin',
        outcome: 'failure',
        severity: 'notice',
        actorId: 'tester@host',
        errorType: 'NOT_FOUND',
        durationMs: expect.any(Number),
        metadata: { application: 'Annals' },
      },
    ]);
  });

  it('is recorded: a call of a page that is not ours', async () => {
    await openStore();
    await app.dispatch({ channel: 'import.start', input: {}, isTrusted: false });
    expect(await events()).toMatchObject([
      { action: 'import.start', errorType: 'UNTRUSTED_SENDER' },
    ]);
  });

  it('is not recorded: failed reads, mistakes of typing, and calls that were cancelled', async () => {
    await openStore();
    await app.call('history.detail', { seq: 7 });
    await app.dispatch({ channel: 'settings.set', input: { theme: 'pink' } });
    await app.dispatch({ channel: 'no.such.channel', input: {} });
    expect(await events()).toEqual([]);
  });

  it('is recorded: an error of the page, without secrets, but not as many as it can make', async () => {
    await openStore();
    for (let count = 0; count < 50; count += 1)
      valueOf(await app.call('app.reportError', PAGE_ERROR));
    const recorded = await events();
    expect(recorded).toHaveLength(20);
    expect(recorded[0]).toMatchObject({
      action: 'page.error',
      category: 'system',
      outcome: 'error',
      severity: 'error',
      actorId: 'tester@host',
      errorType: 'TypeError',
      errorMessage: 'token=[redacted]',
      stackTrace: 'at a',
    });
  });

  it('waits without a word while there is no store, and is recorded in the own one', async () => {
    valueOf(await app.call('app.reportError', PAGE_ERROR));
    await app.recorder.flush();
    expect(existsSync(fallbackPath(state(), store()))).toBe(true);
    expect(valueOf(await app.call('recording.state', {}))).toMatchObject({
      unrecorded: 0,
      lost: 0,
    });
    await openStore();
    expect(await events()).toMatchObject([{ action: 'page.error' }]);
    expect(existsSync(fallbackPath(state(), store()))).toBe(false);
  });

  it(
    'is counted and said while the store is locked, and recorded afterwards',
    { timeout: 60_000 },
    async () => {
      await openStore();
      const lock = startChild('lock', {
        folder: app.folder,
        path: store(),
        open: { stateFolder: state() },
      });
      await lock.printed(1);
      valueOf(await app.call('app.reportError', PAGE_ERROR));
      await until(() => app.recordings.length > 0);
      const keptIn = fallbackPath(state(), store());
      expect(app.recordings).toEqual([{ unrecorded: 1, lost: 0, keptIn }]);
      expect(valueOf(await app.call('recording.state', {}))).toEqual(app.recordings[0]);

      lock.process.kill('SIGKILL');
      await lock.ended;
      valueOf(await app.call('app.reportError', { ...PAGE_ERROR, message: 'second' }));
      expect(await events()).toMatchObject([
        { errorMessage: 'second' },
        { errorMessage: 'token=[redacted]' },
      ]);
      expect(app.recordings.at(-1)).toEqual({ unrecorded: 0, lost: 0, keptIn: null });
    },
  );

  it('is counted as lost where it cannot be kept either', async () => {
    mkdirSync(state(), { recursive: true });
    writeFileSync(join(state(), 'unrecorded'), 'in the way');
    valueOf(await app.call('app.reportError', PAGE_ERROR));
    await app.recorder.flush();
    expect(app.recordings).toEqual([{ unrecorded: 0, lost: 1, keptIn: null }]);
  });

  it('comes with what other programs have kept for the store', async () => {
    const path = fallbackPath(state(), store());
    mkdirSync(dirname(path), { recursive: true });
    new FallbackFile(path).append({ ...makeEvent(), id: 'from-elsewhere' });
    await openStore();
    expect(await events()).toMatchObject([{ id: 'from-elsewhere' }]);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
