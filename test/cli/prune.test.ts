import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { removeFolder } from '../support/temp-store.ts';
import { SampleStore } from './support/sample.ts';
import { annals, jsonOf } from './support/annals.ts';
import type { Run } from './support/annals.ts';

interface Plan {
  readonly plan: string;
  readonly delete: number;
  readonly keptByHold: number;
  readonly byCategory: Readonly<Record<string, number>>;
  readonly bytes: number;
}

let store: SampleStore;

beforeEach(async () => {
  store = new SampleStore();
  const { home } = store;
  onTestFinished(() => removeFolder(home));
  await store.fill();
});

function run(...args: string[]): Promise<Run> {
  return annals(store.home, [...args, '--store', 't.db']);
}

async function plan(...args: string[]): Promise<Plan> {
  return (await store.ask('prune', ...args)) as Plan;
}

describe('annals prune', () => {
  it('plans, applies what it planned, and can tell of it afterwards', async () => {
    const planned = await plan('--category', 'management');
    const there = await store.count('--category', 'management');
    expect(there).toBeGreaterThan(100);
    expect(planned).toMatchObject({
      plan: expect.stringMatching(/^p_[0-9a-f]{16}$/u),
      delete: there,
      keptByHold: 0,
      byCategory: { management: there },
    });
    expect(await store.count('--category', 'management')).toBe(there);
    const total = await store.count();
    const applied = (await store.ask('prune', '--apply', planned.plan)) as {
      deleted: number;
      freedBytes: number;
      eventId: string;
    };
    expect(applied.deleted).toBe(there);
    expect(applied.freedBytes).toBeGreaterThan(planned.bytes / 2);
    expect(await store.count()).toBe(total - there + 1);
    expect(await store.count('--category', 'management')).toBe(0);
    const { event } = (await store.ask('get', applied.eventId)) as { event: { action: string } };
    expect(event.action).toBe('prune');
  });

  it('refuses a plan after which other events would go, with 3, and keeps everything', async () => {
    const planned = await plan('--category', 'auth');
    const total = await store.count();
    expect((await run('hold', '--category', 'auth', '--reason', 'case 7')).code).toBe(0);
    const refused = await run('prune', '--apply', planned.plan);
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toMatch(/changed since this plan.*Plan again/su);
    expect(await store.count()).toBe(total + 1);
    expect(await plan('--category', 'auth')).toMatchObject({
      delete: 0,
      keptByHold: planned.delete,
    });
  });

  it.each([
    [[], 'Say what is to go'],
    [['--min-age', '3', '--category', 'auth'], '--min-age goes with --keep-newest'],
    [['--before', 'yesterday'], 'is not a time'],
    [['--apply', 'p_1'], 'is no plan'],
    [['--apply', 'p_0123456789abcdef'], 'There is no plan'],
    [['--apply', 'p_0123456789abcdef', '--category', 'auth'], 'takes no filter'],
    [['--category', 'auth', '--archive', 'a.zip'], '--archive goes with --apply'],
  ])('answers %j with 2 and one line', async (args, words) => {
    const { code, stdout, stderr } = await run('prune', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('archives what goes before it goes, and the archive and the store both prove themselves', async () => {
    const { plan: name, delete: going } = await plan('--category', 'auth');
    const { home } = store;
    await store.ask('prune', '--apply', name, '--archive', 'gone.zip');
    expect(await store.ask('verify')).toMatchObject({ verdict: 'intact' });
    const bundle = jsonOf(await annals(home, ['verify', '--bundle', 'gone.zip', '--json']));
    expect(bundle).toMatchObject({
      verdict: expect.stringMatching(/intact|undecided/u),
      firstBad: null,
    });
    expect(bundle).toMatchObject({ events: going });
    // A second prune does not take the first one's archive away.
    const next = await plan('--category', 'write');
    const refused = await run('prune', '--apply', next.plan, '--archive', 'gone.zip');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
  });

  it('counts ages in days from now', async () => {
    const old = await store.count('--category', 'auth');
    expect(await plan('--before', '365d', '--category', 'auth')).toMatchObject({ delete: old });
    expect(await plan('--before', '36500d', '--category', 'auth')).toMatchObject({ delete: 0 });
  });

  it('says in words what would go, and how to do it', async () => {
    const { stdout } = await run('prune', '--category', 'auth');
    expect(stdout).toMatch(/events would go for good\./u);
    expect(stdout).toMatch(/annals prune --apply p_[0-9a-f]{16}/u);
  });
});

describe('annals clear', () => {
  it('leaves what tells of it, and a store that goes on', async () => {
    const { plan: name } = (await store.ask('clear')) as Plan;
    expect(await store.ask('clear', '--apply', name)).toMatchObject({ deleted: 2_901 });
    expect(await store.count()).toBe(1);
    await store.ask('record', '--action', 'user.login');
    expect(await store.count()).toBe(2);
  });
});

describe('annals retention', () => {
  it('sets, shows, applies and removes rules', async () => {
    expect((await run('retention')).stdout).toContain('everything is kept');
    const rules = await store.ask('retention', '--set', 'auth', '--max-age', '36500');
    expect(rules).toEqual({
      rules: [{ category: 'auth', maxAgeDays: 36_500, keepNewest: null, isEnabled: true }],
      lastRunAt: null,
    });
    await store.ask('retention', '--set', 'others', '--max-age', '365', '--keep-newest', '5');
    expect((await run('retention')).stdout).toMatch(/others\s+kept for 365 days, the newest 5/u);
    const auth = await store.count('--category', 'auth');
    const ran = (await store.ask('retention', '--run')) as { deleted: number };
    expect(ran.deleted).toBe(2_900 - auth);
    expect(await store.count('--category', 'auth')).toBe(auth);
    await store.ask('retention', '--remove', 'others');
    expect((await run('retention', '--remove', 'others')).code).toBe(2);
  });
});
