import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { checkBundle } from '../../src-main/bundle/check-bundle.ts';
import { makeEvents } from '../support/make-event.ts';
import { VERIFIER, startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

let app: RealApp;

beforeEach(async () => {
  app = await startRealApp();
  valueOf(await app.call('store.openDefault', {}));
  await app.session.host.writes.record(makeEvents(300));
  await app.session.host.writes.record(makeEvents(20, { category: 'data' }));
});
afterEach(() => app.close());

const AUTH: EventFilter = {
  ...EVERYTHING,
  terms: [{ field: 'category', values: ['auth'], negated: false }],
};
const SCOPE = { filter: AUTH, before: null, keepNewest: null };

async function plan(): Promise<string> {
  const planned = valueOf(await app.call('prune.plan', { scope: SCOPE, action: 'prune' }));
  expect(planned).toMatchObject({ delete: 300, keptByHold: 0, byCategory: { auth: 300 } });
  return planned.plan;
}

async function apply(name: string, isArchived: boolean) {
  const started = valueOf(await app.call('prune.apply', { plan: name, isArchived }));
  return started && (await app.ended(started.jobId));
}

async function total(filter = EVERYTHING): Promise<number> {
  return app.session.host.reads.total(filter);
}

describe('a prune over IPC', () => {
  it('is a job that deletes what its plan said', async () => {
    const job = await apply(await plan(), false);
    expect(job).toMatchObject({
      kind: 'prune',
      state: { kind: 'done', result: { deleted: 300, keptByHold: 0 } },
    });
    expect(await total(AUTH)).toBe(0);
    expect(await total()).toBe(21);
  });

  it('writes what goes into an archive that proves itself, and the store goes on being intact', async () => {
    const path = join(app.folder, 'archive.zip');
    app.answers.newBundle = path;
    const job = await apply(await plan(), true);
    expect(job).toMatchObject({ state: { kind: 'done', result: { deleted: 300 } } });
    expect(await checkBundle(path, VERIFIER)).toMatchObject({ firstBad: null, events: 300 });
    const [pruned] = (
      await app.session.host.reads.page({
        filter: { ...EVERYTHING, terms: [{ field: 'action', values: ['prune'], negated: false }] },
        order: 'newest',
        limit: 2,
        offset: 0,
        cursor: null,
      })
    ).items;
    expect(pruned).toMatchObject({
      message: 'Pruned 300 events that matched a filter; archived as archive.zip',
      metadata: { archive: { name: 'archive.zip', events: 300 } },
    });
    const verified = valueOf(await app.call('proof.verify', {}));
    expect(await app.ended(verified?.jobId ?? '')).toMatchObject({
      state: { kind: 'done', result: { verdict: 'intact' } },
    });
  });

  it('does nothing where no place for the archive is chosen', async () => {
    expect(await apply(await plan(), true)).toBeNull();
    expect(await total(AUTH)).toBe(300);
  });

  it('deletes nothing and leaves no file where others would go than were planned', async () => {
    const name = await plan();
    const selection = { seqs: [7] };
    valueOf(await app.call('hold.place', { selection, reason: 'case 7' }));
    app.answers.newBundle = join(app.folder, 'archive.zip');
    for (const isArchived of [false, true]) {
      expect(await apply(name, isArchived)).toMatchObject({
        state: { kind: 'failed', error: { code: 'STALE_PLAN' } },
      });
    }
    expect(existsSync(join(app.folder, 'archive.zip'))).toBe(false);
    expect(await total(AUTH)).toBe(300);
  });

  it('applies rules of retention on demand', async () => {
    const rules = [{ category: 'auth', maxAgeDays: 1, keepNewest: null, isEnabled: true }];
    expect(valueOf(await app.call('retention.set', { rules }))).toEqual({
      rules,
      lastRunAt: null,
    });
    const { jobId } = valueOf(await app.call('retention.run', {}));
    expect(await app.ended(jobId)).toMatchObject({
      kind: 'retention',
      state: { kind: 'done', result: { deleted: 300 } },
    });
    expect(valueOf(await app.call('retention.get', {})).lastRunAt).toBeGreaterThan(0);
  });
});
