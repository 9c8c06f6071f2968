import { describe, expect, test, vi } from 'vitest';
import type { Batch } from '#shared/model/batch.ts';
import type { PrunePlan } from '#shared/model/prune.ts';
import { planInWords, resultInWords } from '../../src-renderer/features/imports/plan-words.ts';
import { FakeFailure } from './support/fake-annals.ts';
import type { FakeOptions } from './support/fake-annals.ts';
import { NOW, makeStore } from './support/make-store.ts';

const BATCH: Batch = {
  id: 7,
  title: '55 files',
  state: 'done',
  format: 'cloudtrail',
  files: 55,
  read: 2_900,
  added: 2_900,
  duplicates: 0,
  rejected: 0,
  isGone: false,
  operator: 'ada',
  startedAt: NOW - 60_000,
  endedAt: NOW,
};
const SCOPE = {
  filter: {
    from: null,
    to: null,
    terms: [{ field: 'batch' as const, values: ['7'], negated: false }],
  },
  before: null,
  keepNewest: null,
  minAgeDays: 0,
};
const PLAN: PrunePlan = {
  plan: 'p_0123456789abcdef',
  scope: SCOPE,
  action: 'batch.undo',
  delete: 2_860,
  keptByHold: 40,
  byCategory: { auth: 2_860 },
  bytes: 4_000_000,
  oldest: 1,
  newest: 2,
  flags: 3,
  notes: 1,
  plannedAt: NOW,
};

async function setUp(overrides: FakeOptions['overrides'] = {}) {
  const made = makeStore({
    overrides: {
      'batch.list': () => ({ items: [BATCH], total: 1 }),
      'prune.plan': () => PLAN,
      'prune.apply': () => ({ jobId: '0198a6f4-4f3e-7cc0-8000-000000000003' }),
      ...overrides,
    },
  });
  await made.state().loadStoreState();
  made.state().openImports();
  await vi.waitFor(() => expect(made.state().imports?.batches).not.toBeNull());
  const inputsOf = (wanted: string) =>
    made.fake.calls.filter(({ channel }) => channel === wanted).map(({ input }) => input);
  return { ...made, inputsOf };
}

describe('the list of imports', () => {
  test('is read when it is opened, and again when a job has ended', async () => {
    const { fake, inputsOf } = await setUp();
    fake.push('job.changed', {
      jobId: 'x',
      kind: 'prune',
      title: 'Pruning',
      state: { kind: 'cancelled', result: null },
    });
    expect(inputsOf('batch.list')).toHaveLength(2);
  });

  test('goes on where it ended', async () => {
    const { state, inputsOf } = await setUp({
      'batch.list': ({ offset }) => ({ items: [{ ...BATCH, id: 7 - offset }], total: 2 }),
    });
    await state().loadMoreImports();
    expect(inputsOf('batch.list').at(-1)).toMatchObject({ offset: 1 });
    expect(state().imports?.batches?.map(({ id }) => id)).toEqual([7, 6]);
  });

  test('that cannot be read says why', async () => {
    const { state } = makeStore({
      overrides: {
        'batch.list': () => {
          throw new FakeFailure({ code: 'STORE_BUSY', message: 'Busy.', hint: '' });
        },
      },
    });
    state().openImports();
    await vi.waitFor(() => expect(state().imports?.failure?.message).toBe('Busy.'));
  });
});

describe('undoing an import', () => {
  test('plans to delete everything that it brought in, and asks first', async () => {
    const { state, inputsOf } = await setUp();
    await state().planUndo(BATCH);
    expect(inputsOf('prune.plan')).toEqual([{ scope: SCOPE, action: 'batch.undo' }]);
    expect(state().imports?.undoing).toMatchObject({ batch: { id: 7 }, plan: { delete: 2_860 } });
    expect(inputsOf('prune.apply')).toEqual([]);
  });

  test('applies the plan that was read', async () => {
    const { state, inputsOf } = await setUp();
    await state().planUndo(BATCH);
    await state().applyUndo();
    expect(inputsOf('prune.apply')).toEqual([{ plan: PLAN.plan, isArchived: false }]);
    expect(state().imports?.undoing).toBeNull();
  });

  test('that is thought better of deletes nothing', async () => {
    const { state, inputsOf } = await setUp();
    await state().planUndo(BATCH);
    state().cancelUndo();
    await state().applyUndo();
    expect(inputsOf('prune.apply')).toEqual([]);
  });

  test('that cannot be done says why, and can be tried again', async () => {
    const { state } = await setUp({
      'prune.apply': () => {
        throw new FakeFailure({ code: 'JOB_RUNNING', message: 'An export is running.', hint: '' });
      },
    });
    await state().planUndo(BATCH);
    await state().applyUndo();
    expect(state().imports?.undoing).toMatchObject({
      isApplying: false,
      failure: { message: 'An export is running.' },
    });
  });
});

describe('a plan in words', () => {
  test('says what goes, what stays and what goes with it', () => {
    expect(planInWords(PLAN)).toBe(
      '2,860 events will be deleted for good; 40 are held and stay; 3 flags and 1 note go with them.',
    );
    expect(planInWords({ delete: 1, keptByHold: 0, flags: 0, notes: 0 })).toBe(
      '1 event will be deleted for good.',
    );
    expect(planInWords({ delete: 0, keptByHold: 1, flags: 0, notes: 0 })).toBe(
      'There is nothing to delete; 1 is held and stays.',
    );
  });

  test('and what came of it', () => {
    const rest = { freedBytes: 0, eventId: null, headSeq: 9 };
    expect(resultInWords({ deleted: 2_860, keptByHold: 40, ...rest })).toBe(
      '2,860 events were deleted for good; 40 are held and stay.',
    );
    expect(resultInWords({ deleted: 1, keptByHold: 0, ...rest })).toBe(
      '1 event was deleted for good.',
    );
  });
});
