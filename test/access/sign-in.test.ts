import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';
import { PASSPHRASE, accessEvents, addOperator, signIn, withAdmin } from './support.ts';

const WRONG = 'incorrect horse';

describe('signing in', () => {
  let app: RealApp;
  /** Milliseconds of the clock that only measures. */
  let now = 0;
  beforeEach(async () => {
    now = 0;
    app = await startRealApp({ clock: () => now });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await app.close();
  });

  it('is not asked for before there is an operator', async () => {
    valueOf(await app.call('store.openDefault', {}));
    expect(valueOf(await app.call('access.state', {}))).toEqual({ kind: 'open' });
    const tried = await app.call('access.signIn', { name: 'Ada', passphrase: PASSPHRASE });
    expect(tried).toMatchObject({ ok: false, error: { code: 'STORE_UNAVAILABLE' } });
  });

  it('is asked for from the first one on, and whoever signs in is the actor', async () => {
    await withAdmin(app);
    expect(valueOf(await app.call('access.state', {}))).toEqual({ kind: 'signedOut' });
    expect(await signIn(app, ' ADA ')).toEqual({ isSignedIn: true, waitMs: 0 });
    expect(app.accesses.at(-1)).toEqual({ kind: 'signedIn', name: 'Ada', role: 'admin' });
    valueOf(await app.call('review.mark', { upToSeq: 1, note: null }));
    valueOf(await app.call('access.signOut', {}));
    const [added, signedIn, signedOut] = await accessEvents(app);
    expect(added).toMatchObject({ action: 'operator.add', actorId: 'tester@host' });
    expect(signedIn).toMatchObject({
      action: 'operator.signIn',
      category: 'admin',
      outcome: 'success',
      actorName: 'Ada',
      actorId: expect.stringMatching(/^op_/u),
      metadata: { user: 'tester@host' },
    });
    expect(signedOut).toMatchObject({ action: 'operator.signOut', actorName: 'Ada' });
    const marked = await app.session.host.reads.reviewState();
    expect(marked.operator).toBe('Ada');
  });

  it('is asked for again whenever the store is opened', async () => {
    await withAdmin(app);
    await signIn(app, 'Ada');
    valueOf(await app.call('store.reopen', {}));
    expect(app.access.state).toEqual({ kind: 'signedOut' });
    const actions = (await accessEvents(app)).map(({ action }) => action);
    expect(actions).toEqual(['operator.add', 'operator.signIn', 'operator.signOut']);
  });

  it('12 wrong passphrases are 12 events, and each has the next one wait for longer', async () => {
    await withAdmin(app);
    const waits: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      const { isSignedIn, waitMs } = await signIn(app, 'Ada', WRONG);
      expect(isSignedIn).toBe(false);
      waits.push(waitMs / 1_000);
      if (waitMs > 0) {
        now += waitMs - 1;
        const early = await app.call('access.signIn', { name: 'Ada', passphrase: PASSPHRASE });
        expect(early).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });
        now += 1;
      }
    }
    // The wait before the first is nothing, like that before the second.
    expect(waits).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    const failures = (await accessEvents(app)).filter(({ action }) => action === 'operator.signIn');
    expect(failures).toHaveLength(12);
    expect(new Set(failures.map(({ outcome, message }) => `${outcome}: ${message}`))).toEqual(
      new Set(['failure: tester could not sign in as Ada']),
    );
    expect(await signIn(app, 'Ada')).toEqual({ isSignedIn: true, waitMs: 0 });
    valueOf(await app.call('access.signOut', {}));
    expect(await signIn(app, 'Ada', WRONG)).toEqual({ isSignedIn: false, waitMs: 0 });
  });

  it('waits all of it again after a restart, and with the clock set back by ten years', async () => {
    await withAdmin(app);
    for (const wait of [0, 1_000, 2_000, 4_000]) {
      expect((await signIn(app, 'Ada', WRONG)).waitMs).toBe(wait);
      now += wait;
    }
    const tenYears = 10 * 365 * 86_400_000;
    const today = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(today - tenYears);
    const again = await startRealApp({ clock: () => now, folder: app.folder });
    await again.call('store.openDefault', {});
    const early = await again.call('access.signIn', { name: 'Ada', passphrase: PASSPHRASE });
    expect(early).toMatchObject({
      ok: false,
      error: { code: 'NOT_PERMITTED', message: expect.stringContaining('4 seconds') },
    });
    now += 4_000;
    expect(await signIn(again, 'Ada')).toEqual({ isSignedIn: true, waitMs: 0 });
    await again.close();
  });

  it('tries made at once are not looked at together', async () => {
    await withAdmin(app);
    const tries = Array.from({ length: 20 }, () =>
      app.call('access.signIn', { name: 'Ada', passphrase: WRONG }),
    );
    const results = await Promise.all(tries);
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
  });

  it('with a name that nobody has takes the same steps, and does not tell the name', async () => {
    await withAdmin(app);
    const secret = 'my own passphrase';
    for (const wait of [0, 1_000, 2_000]) {
      expect(await signIn(app, secret, WRONG)).toEqual({ isSignedIn: false, waitMs: wait });
      now += wait;
    }
    const [, failure] = await accessEvents(app);
    expect(failure).toMatchObject({
      outcome: 'failure',
      message: 'tester could not sign in with a name that nobody has',
      targets: [],
    });
    expect(JSON.stringify(await accessEvents(app))).not.toContain(secret);
    // The count of one name is not that of another.
    expect(await signIn(app, 'Ada', WRONG)).toEqual({ isSignedIn: false, waitMs: 0 });
  });

  it('does not happen if it cannot be recorded', async () => {
    await withAdmin(app);
    const refusal = new Error('the disk is full');
    vi.spyOn(app.session.host.writes, 'endSignIn').mockRejectedValue(refusal);
    const result = await app.call('access.signIn', { name: 'Ada', passphrase: PASSPHRASE });
    expect(result).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(app.access.state).toEqual({ kind: 'signedOut' });
  });

  it('by another operator signs the first one out', async () => {
    await withAdmin(app);
    await signIn(app, 'Ada');
    await addOperator(app, 'Vic', 'viewer');
    await signIn(app, 'Vic');
    expect(app.access.state).toEqual({ kind: 'signedIn', name: 'Vic', role: 'viewer' });
    const last = (await accessEvents(app)).slice(-2);
    expect(last.map(({ action }) => action).toSorted()).toEqual([
      'operator.signIn',
      'operator.signOut',
    ]);
  });
});
