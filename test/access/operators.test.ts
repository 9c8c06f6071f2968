import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';
import { PASSPHRASE, accessEvents, addOperator, signIn, withAdmin } from './support.ts';

describe('operators', () => {
  let app: RealApp;
  beforeEach(async () => {
    app = await startRealApp();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await app.close();
  });

  const list = async () => valueOf(await app.call('operator.list', {})).operators;
  const idOf = async (name: string) => {
    const found = (await app.session.host.reads.operators()).find((each) => each.name === name);
    if (!found) throw new Error(`there is no operator ${name}`);
    return found.id;
  };

  it('begin with an admin', async () => {
    valueOf(await app.call('store.openDefault', {}));
    const vic = { name: 'Vic', role: 'viewer', passphrase: PASSPHRASE } as const;
    const first = await app.call('operator.add', vic);
    expect(first).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    expect(await list()).toEqual([]);
    const [refused, more] = await accessEvents(app);
    expect(refused).toMatchObject({ action: 'operator.add', outcome: 'failure' });
    expect(more).toBeUndefined();
  });

  it('are listed by name, with no word of their passphrases', async () => {
    await withAdmin(app);
    await signIn(app, 'Ada');
    await addOperator(app, 'Vic', 'viewer');
    await addOperator(app, 'bob', 'auditor');
    const listed = await list();
    expect(listed.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'Ada admin',
      'bob auditor',
      'Vic viewer',
    ]);
    expect(JSON.stringify(listed)).not.toContain('scrypt');
  });

  it('have names of their own, whatever the case', async () => {
    await withAdmin(app);
    await signIn(app, 'Ada');
    const twin = { name: 'ada', role: 'viewer', passphrase: PASSPHRASE } as const;
    expect(await app.call('operator.add', twin)).toMatchObject({ error: { code: 'CONFLICT' } });
    await addOperator(app, 'Vic', 'viewer');
    const change = { id: await idOf('Vic'), name: 'ADA' };
    expect(await app.call('operator.change', change)).toMatchObject({
      error: { code: 'CONFLICT' },
    });
    valueOf(await app.call('operator.change', { id: await idOf('Vic'), name: 'VIC' }));
    expect((await list()).map(({ name }) => name)).toEqual(['Ada', 'VIC']);
  });

  it('always keep an admin', async () => {
    await withAdmin(app);
    await signIn(app, 'Ada');
    const id = await idOf('Ada');
    const demoted = await app.call('operator.change', { id, role: 'auditor' });
    expect(demoted).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    const removed = await app.call('operator.remove', { id });
    expect(removed).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    await addOperator(app, 'Bea', 'admin');
    valueOf(await app.call('operator.remove', { id }));
    expect(app.access.state).toEqual({ kind: 'signedOut' });
  });

  it('that are changed are changed at once, and each change is one event without the passphrase', async () => {
    await withAdmin(app);
    await signIn(app, 'Ada');
    await addOperator(app, 'Vic', 'viewer');
    const id = await idOf('Vic');
    const passphrase = 'another good one';
    valueOf(await app.call('operator.change', { id, role: 'auditor', passphrase }));
    valueOf(await app.call('operator.change', { id, role: 'auditor' }));
    valueOf(await app.call('operator.remove', { id }));
    const told = (await accessEvents(app)).slice(-2);
    expect(told).toMatchObject([
      {
        action: 'operator.change',
        actorName: 'Ada',
        message: 'Changed the role and passphrase of the operator Vic',
        targets: [{ type: 'operator', id, name: 'Vic' }],
        changes: { old: { role: 'viewer' }, new: { role: 'auditor' } },
      },
      { action: 'operator.remove', message: 'Removed the operator Vic' },
    ]);
  });

  it('who are removed or demoted by another program lose what they had', async () => {
    await withAdmin(app);
    await signIn(app, 'Ada');
    await addOperator(app, 'Bea', 'admin');
    await signIn(app, 'Bea');
    const { writes } = app.session.host;
    const operator = { id: 'other', name: 'other' };
    await writes.changeOperator({ id: await idOf('Bea'), role: 'viewer', operator });
    await app.access.refresh();
    expect(app.access.state).toEqual({ kind: 'signedIn', name: 'Bea', role: 'viewer' });
    await writes.removeOperator({ id: await idOf('Bea'), operator });
    await app.access.refresh();
    expect(app.access.state).toEqual({ kind: 'signedOut' });
  });

  it('leave no passphrase in any file, nor in what is logged', async () => {
    const logged: unknown[] = [];
    for (const method of ['log', 'warn', 'error'] as const) {
      vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void logged.push(args));
    }
    await withAdmin(app);
    const typed = ['planted-wrong-1', 'planted-new-one', 'planted-as-name'];
    await signIn(app, 'Ada', typed[0]);
    await signIn(app, 'planted-as-name', PASSPHRASE);
    await signIn(app, 'Ada');
    valueOf(
      await app.call('operator.change', { id: await idOf('Ada'), passphrase: 'planted-new-one' }),
    );
    await app.recorder.flush();
    const files = readdirSync(app.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    expect(files.length).toBeGreaterThan(2);
    for (const secret of [PASSPHRASE, ...typed]) {
      expect(files.filter((bytes) => bytes.includes(secret))).toEqual([]);
      expect(JSON.stringify(logged)).not.toContain(secret);
    }
  });
});
