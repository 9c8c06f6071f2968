import { describe, expect, test, vi } from 'vitest';
import type { Job } from '#shared/model/job.ts';
import type { ChannelInput } from '#shared/ipc/contract.ts';
import type { PrunePlan } from '#shared/model/prune.ts';
import { FakeFailure } from './support/fake-annals.ts';
import type { FakeOptions } from './support/fake-annals.ts';
import { NOW, makeStore } from './support/make-store.ts';

const JOB = '0198a6f4-4f3e-7cc0-8000-000000000003';
const STALE = { code: 'STALE_PLAN', message: 'The plan is stale.', hint: 'Plan again.' } as const;

function planFor({ scope, action }: ChannelInput<'prune.plan'>, deleted: number): PrunePlan {
  return {
    plan: `p_${String(deleted).padStart(16, '0')}`,
    scope: { ...scope, minAgeDays: scope.minAgeDays ?? 30 },
    action,
    delete: deleted,
    keptByHold: 3,
    byCategory: { auth: deleted },
    bytes: 4_000,
    oldest: 1,
    newest: 2,
    flags: 0,
    notes: 0,
    plannedAt: NOW,
  };
}

async function setUp(overrides: FakeOptions['overrides'] = {}) {
  let deleted = 12;
  const made = makeStore({
    overrides: {
      'prune.plan': (request) => planFor(request, deleted++),
      'prune.apply': () => ({ jobId: JOB }),
      ...overrides,
    },
  });
  await made.state().loadStoreState();
  made.state().openPrune();
  return made;
}

function failed(error: Extract<Job['state'], { kind: 'failed' }>['error']): Job {
  return { kind: 'prune', jobId: JOB, title: 'Pruning', state: { kind: 'failed', error } };
}

describe('deleting events', () => {
  test('begins with a plan, and applies exactly that', async () => {
    const { state, fake } = await setUp();
    state().changePrune({ days: '90', isArchived: true });
    await state().planPrune();
    expect(state().pruning).toMatchObject({ step: 'read', plan: { delete: 12 } });
    expect(fake.calls.filter(({ channel }) => channel === 'prune.apply')).toEqual([]);
    await state().applyPrune();
    expect(fake.calls.at(-1)).toMatchObject({
      channel: 'prune.apply',
      input: { plan: 'p_0000000000000012', isArchived: true },
    });
    expect(state().pruning).toBeNull();
  });

  test('plans nothing as long as the form cannot be read', async () => {
    const { state, fake } = await setUp();
    state().changePrune({ days: 'many' });
    await state().planPrune();
    expect(state().pruning).toMatchObject({ step: 'ask' });
    expect(fake.calls.some(({ channel }) => channel === 'prune.plan')).toBe(false);
  });

  test('whose plan no longer holds is planned again, and says so', async () => {
    const { state, fake } = await setUp();
    state().changePrune({ days: '90' });
    await state().planPrune();
    await state().applyPrune();
    fake.push('job.changed', failed(STALE));
    await vi.waitFor(() => expect(state().pruning?.plan).toMatchObject({ delete: 13 }));
    expect(state().pruning).toMatchObject({
      step: 'read',
      isReplanned: true,
      form: { days: '90' },
    });
    expect(state().job).toBeNull();
  });

  test('is about what was filtered when it was asked, whatever is filtered later', async () => {
    const { state, fake } = await setUp();
    state().closePrune();
    state().addFilterValue('category', 'auth', false);
    const { filter } = state();
    state().openPrune();
    state().changePrune({ what: 'matching' });
    state().clearFilter();
    await state().planPrune();
    await state().applyPrune();
    fake.push('job.changed', failed(STALE));
    await vi.waitFor(() => expect(state().pruning?.plan).toMatchObject({ delete: 13 }));
    const plans = fake.calls.filter(({ channel }) => channel === 'prune.plan');
    expect(plans.map(({ input }) => input)).toMatchObject([
      { scope: { filter } },
      { scope: { filter } },
    ]);
  });

  test('of somebody who has left is not planned again', async () => {
    const { state, fake } = await setUp();
    await state().planPrune();
    await state().applyPrune();
    fake.push('access.state', { kind: 'locked', name: 'Ada' });
    fake.push('job.changed', failed(STALE));
    expect(state().pruning).toBeNull();
  });

  test('that fails for another reason is left to the result line', async () => {
    const { state, fake } = await setUp();
    await state().planPrune();
    await state().applyPrune();
    fake.push(
      'job.changed',
      failed({ code: 'STORE_CORRUPT', message: 'An event is not what it was.', hint: '' }),
    );
    expect(state().pruning).toBeNull();
    expect(state().job?.state).toMatchObject({ kind: 'failed' });
  });

  test('that another stale job is not about is not planned again', async () => {
    const { state, fake } = await setUp();
    state().closePrune();
    fake.push('job.changed', failed(STALE));
    expect(state().pruning).toBeNull();
  });

  test('without a place for the archive leaves the plan to be read', async () => {
    const { state } = await setUp({ 'prune.apply': () => null });
    await state().planPrune();
    await state().applyPrune();
    expect(state().pruning).toMatchObject({ plan: { delete: 12 }, isApplying: false });
  });

  test('that cannot begin says why, and keeps the plan', async () => {
    const { state } = await setUp({
      'prune.apply': () => {
        throw new FakeFailure({ code: 'JOB_RUNNING', message: 'Busy.', hint: '' });
      },
    });
    await state().planPrune();
    await state().applyPrune();
    expect(state().pruning).toMatchObject({
      isApplying: false,
      plan: { delete: 12 },
      failure: { code: 'JOB_RUNNING' },
    });
  });

  test('from the plan goes back to what was asked', async () => {
    const { state } = await setUp();
    state().changePrune({ what: 'newest', count: '500' });
    await state().planPrune();
    state().askPruneAgain();
    expect(state().pruning).toMatchObject({ step: 'ask', plan: null, form: { count: '500' } });
  });
});
