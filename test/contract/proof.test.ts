import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { Job } from '#shared/model/job.ts';
import { makeEvents } from '../support/make-event.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

let app: RealApp;
beforeEach(async () => {
  app = await startRealApp();
  valueOf(await app.call('store.openDefault', {}));
  await app.session.host.writes.record(makeEvents(20));
});
afterEach(() => app.close());

/** Verifies as the page does, and waits for the end. */
async function verify(input: { chooseSeals?: boolean } = {}): Promise<Job | null> {
  const started = valueOf(await app.call('proof.verify', input));
  return started && app.ended(started.jobId);
}

async function recorded(action: string): Promise<number> {
  const terms = [{ field: 'action' as const, values: [action], negated: false }];
  return app.session.host.reads.total({ ...EVERYTHING, terms });
}

describe('verifying the open store', () => {
  it('is a job that ends with the verification, which is kept and recorded once', async () => {
    expect(valueOf(await app.call('proof.state', {}))).toEqual({ verification: null });
    expect(await verify()).toMatchObject({
      kind: 'verify',
      state: { kind: 'done', result: { verdict: 'intact', events: 20 } },
    });
    expect(valueOf(await app.call('proof.state', {}))).toMatchObject({
      verification: { verdict: 'intact', events: 20 },
    });
    expect(await recorded('verify')).toBe(1);
    valueOf(await app.call('store.reopen', {}));
    expect(valueOf(await app.call('proof.state', {}))).toEqual({ verification: null });
  });

  it('tells that an event was changed', async () => {
    const db = new Database(app.session.path ?? '');
    db.exec(`DROP TRIGGER event_is_append_only_update;
      UPDATE event SET message = 'never happened' WHERE seq = 12`);
    db.close();
    expect(await verify()).toMatchObject({
      state: { kind: 'done', result: { verdict: 'tampered', firstBad: 12 } },
    });
    expect(await recorded('verify')).toBe(1);
  });

  it('does nothing when no seal was chosen', async () => {
    app.answers.seals = null;
    expect(await verify({ chooseSeals: true })).toBeNull();
    expect(await recorded('verify')).toBe(0);
  });

  it('fails as a job where a chosen file is no seal', async () => {
    const path = join(app.folder, 'letter.json');
    writeFileSync(path, 'Dear auditor');
    app.answers.seals = [path];
    expect(await verify({ chooseSeals: true })).toMatchObject({
      state: { kind: 'failed', error: { code: 'FILE_UNRECOGNISED' } },
    });
  });
});

describe('sealing the open store', () => {
  it('writes a file with which the store can be verified, and is recorded once', async () => {
    const path = join(app.folder, 'seal.json');
    app.answers.newSeal = path;
    const saved = valueOf(await app.call('seal.save', {}));
    expect(saved).toMatchObject({ name: 'seal.json', seq: 21 });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ seq: 21, retained: 21 });
    expect(await recorded('seal')).toBe(1);
    app.answers.seals = [path];
    expect(await verify({ chooseSeals: true })).toMatchObject({
      state: { result: { verdict: 'intact', trust: { mode: 'seal', since: saved?.at } } },
    });
  });

  it('does nothing when no place was chosen', async () => {
    app.answers.newSeal = null;
    expect(valueOf(await app.call('seal.save', {}))).toBeNull();
    expect(await recorded('seal')).toBe(0);
  });

  it('says where it cannot write', async () => {
    app.answers.newSeal = join(app.folder, 'no', 'such', 'folder.json');
    expect(await app.call('seal.save', {})).toMatchObject({
      ok: false,
      error: { code: 'FILE_UNWRITABLE' },
    });
  });
});
