import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';
import { PASSPHRASE, accessEvents, addOperator, signIn, withAdmin } from './support.ts';

const MINUTE_MS = 60_000;

describe('a locked window', () => {
  let app: RealApp;
  let now = 0;
  beforeEach(async () => {
    now = 0;
    app = await startRealApp({ clock: () => now });
    await withAdmin(app);
    await signIn(app, 'Ada');
  });
  afterEach(() => app.close());

  it('shows and does nothing until the passphrase is given', async () => {
    expect(valueOf(await app.call('access.lock', {}))).toEqual({ kind: 'locked', name: 'Ada' });
    const listing = await app.call('history.open', { filter: EVERYTHING, order: 'newest' });
    expect(listing).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
    expect((await signIn(app, 'Ada', 'incorrect horse')).isSignedIn).toBe(false);
    expect((await signIn(app, 'Ada')).isSignedIn).toBe(true);
    valueOf(await app.call('history.open', { filter: EVERYTHING, order: 'newest' }));
    const told = (await accessEvents(app)).slice(2);
    expect(told.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'operator.lock success',
      'operator.unlock failure',
      'operator.unlock success',
    ]);
  });

  it('is what an idle one becomes, after 15 minutes or as many as the store says', async () => {
    now += 15 * MINUTE_MS - 1;
    app.access.lockIfIdle();
    expect(app.access.state.kind).toBe('signedIn');
    app.access.active();
    now += 15 * MINUTE_MS;
    app.access.lockIfIdle();
    expect(app.access.state.kind).toBe('locked');
    await signIn(app, 'Ada');
    valueOf(await app.call('access.setIdle', { minutes: 2 }));
    now += 2 * MINUTE_MS;
    app.access.lockIfIdle();
    expect(app.access.state.kind).toBe('locked');
    const messages = (await accessEvents(app)).map(({ message }) => message);
    expect(messages).toContain('Ada was away for 15 minutes');
    expect(messages).toContain('Set the window to be locked after 2 idle minutes');
  });

  it('voids a dialog that was open meanwhile', async () => {
    Object.defineProperty(app.answers, 'newSeal', {
      get: () => {
        app.access.lock();
        return join(app.folder, 'seal.json');
      },
    });
    const result = await app.call('seal.save', {});
    expect(result).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
    expect(existsSync(join(app.folder, 'seal.json'))).toBe(false);
  });

  it('can be taken over by another operator, who signs in', async () => {
    await addOperator(app, 'Vic', 'viewer');
    valueOf(await app.call('access.lock', {}));
    await signIn(app, 'Vic');
    expect(app.access.state).toEqual({ kind: 'signedIn', name: 'Vic', role: 'viewer' });
  });

  it('is not opened by a passphrase that was changed meanwhile', async () => {
    valueOf(await app.call('access.lock', {}));
    const [{ id } = { id: '' }] = await app.session.host.reads.operators();
    const hash =
      '$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    await app.session.host.writes.changeOperator({
      id,
      passphrase: hash,
      operator: { id: 'x', name: 'x' },
    });
    expect((await signIn(app, 'Ada', PASSPHRASE)).isSignedIn).toBe(false);
  });
});
