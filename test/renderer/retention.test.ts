import { describe, expect, test } from 'vitest';
import type { Hold } from '#shared/model/review.ts';
import type { RetentionRule } from '#shared/model/retention.ts';
import {
  keptInWords,
  retentionInWords,
  stateInWords,
} from '../../src-renderer/features/retention/rule-words.ts';
import { readRuleForm, ruleFormOf } from '../../src-renderer/state/rule-form.ts';
import type { RuleForm } from '../../src-renderer/state/rule-form.ts';
import { FakeFailure } from './support/fake-annals.ts';
import type { FakeOptions } from './support/fake-annals.ts';
import { NOW, makeStore } from './support/make-store.ts';

const AUTH: RetentionRule = {
  category: 'auth',
  maxAgeDays: 365,
  keepNewest: 1_000,
  isEnabled: true,
};
const OTHERS: RetentionRule = {
  category: null,
  maxAgeDays: 90,
  keepNewest: null,
  isEnabled: false,
};
const DAY_MS = 86_400_000;

async function setUp(overrides: FakeOptions['overrides'] = {}) {
  const made = makeStore({
    overrides: {
      'retention.get': () => ({ rules: [AUTH, OTHERS], lastRunAt: NOW - DAY_MS }),
      'retention.set': ({ rules }) => ({ rules, lastRunAt: null }),
      'prune.plan': ({ scope, action }) => ({
        plan: 'p_0123456789abcdef',
        scope: { ...scope, minAgeDays: scope.minAgeDays ?? 30 },
        action,
        delete: scope.keepNewest === null ? 10 : 25,
        keptByHold: 0,
        byCategory: {},
        bytes: 0,
        oldest: null,
        newest: null,
        flags: 0,
        notes: 0,
        plannedAt: NOW,
      }),
      ...overrides,
    },
  });
  await made.state().loadStoreState();
  await made.state().loadRetention();
  return made;
}

describe('the rules of retention', () => {
  test('say what they would delete now, each by the bound that reaches further', async () => {
    const { state, fake } = await setUp();
    await state().previewRules();
    expect(state().rulePreviews.get('auth')).toMatchObject({ plan: { delete: 25 } });
    expect(state().rulePreviews.get(null)).toMatchObject({ plan: { delete: 10 } });
    const scopes = fake.calls.filter(({ channel }) => channel === 'prune.plan');
    expect(scopes.map(({ input }) => input)).toMatchObject([
      { scope: { before: NOW - 365 * DAY_MS, keepNewest: null } },
      { scope: { before: null, keepNewest: 1_000, minAgeDays: 30 } },
      // All others are those that no rule names.
      { scope: { filter: { terms: [{ field: 'category', values: ['auth'], negated: true }] } } },
    ]);
  });

  test('are applied only after it was asked whether that is meant, with what would go', async () => {
    const { state, fake } = await setUp({
      'retention.run': () => ({ jobId: '0198a6f4-4f3e-7cc0-8000-000000000003' }),
    });
    // As from the palette on another screen.
    state().leaveRetention();
    await state().askRetention();
    expect(state().rulePreviews.get('auth')).toMatchObject({ plan: { delete: 25 } });
    expect(fake.calls.map(({ channel }) => channel)).not.toContain('retention.run');
    expect(await state().runRetention()).toBeNull();
    expect(fake.calls.at(-1)?.channel).toBe('retention.run');
    expect(state().isRetentionAsked).toBe(false);
  });

  test('are set all at once, and what was counted before is forgotten', async () => {
    const { state, fake } = await setUp();
    await state().previewRules();
    state().editRule(AUTH);
    expect(await state().setRules([OTHERS])).toBeNull();
    expect(fake.calls.at(-1)).toMatchObject({ input: { rules: [OTHERS] } });
    expect(state()).toMatchObject({ ruleEditing: null, retention: { rules: [OTHERS] } });
    expect(state().rulePreviews.size).toBe(0);
  });

  test('that are refused stay as they are, and the dialog stays open', async () => {
    const { state } = await setUp({
      'retention.set': () => {
        throw new FakeFailure({ code: 'STORE_FULL', message: 'The disk is full.', hint: '' });
      },
    });
    state().editRule(AUTH);
    expect(await state().setRules([OTHERS])).toMatchObject({ code: 'STORE_FULL' });
    expect(state()).toMatchObject({ ruleEditing: { original: AUTH } });
    expect(state().retention?.rules).toEqual([AUTH, OTHERS]);
  });

  test('are told in words', () => {
    expect(keptInWords(AUTH)).toBe('the last 365 days, of these the newest 1,000');
    expect(stateInWords({ rules: [], lastRunAt: null })).toContain('Off: there are no rules');
    expect(stateInWords({ rules: [OTHERS], lastRunAt: null })).toContain('Off: no rule is enabled');
    expect(stateInWords({ rules: [AUTH, OTHERS], lastRunAt: null })).toContain('On: 1 rule is');
    const result = { keptByHold: 0, freedBytes: 0, eventId: null };
    expect(
      retentionInWords({
        deleted: 2_001,
        headSeq: 9,
        results: [
          { category: 'auth', deleted: 2_000, ...result, keptByHold: 4 },
          { category: 'data', deleted: 0, ...result },
          { category: null, deleted: 1, ...result },
        ],
      }),
    ).toBe(
      '2,001 events were deleted for good: auth 2,000, All other categories 1. 4 are held and stay.',
    );
    expect(retentionInWords({ deleted: 0, headSeq: 9, results: [] })).toBe(
      'No rule is enabled, so nothing was deleted.',
    );
  });
});

describe('the form of a rule', () => {
  const read = (form: Partial<RuleForm>, others: readonly RetentionRule[] = []) =>
    readRuleForm({ ...ruleFormOf(null), ...form }, others);

  test('gives back the rule that it was made from', () => {
    for (const rule of [AUTH, OTHERS]) {
      expect(readRuleForm(ruleFormOf(rule), [])).toEqual({ kind: 'rule', rule });
    }
  });

  test('of a new rule prunes nothing until it is enabled', () => {
    expect(read({ category: ' auth ' })).toMatchObject({
      rule: { category: 'auth', isEnabled: false },
    });
  });

  test.each([
    [{ category: ' ' }, 'Name a category'],
    [{ category: 'auth' }, 'a rule for this category already'],
    [{ category: 'data', hasAge: false }, 'Choose an age'],
    [{ category: 'data', days: '0' }, 'number of days'],
    [{ category: 'data', hasNewest: true, count: 'x' }, 'how many events'],
  ])('refuses %j', (form, why) => {
    expect(read(form, [AUTH])).toMatchObject({ problem: expect.stringContaining(why) });
  });
});

describe('holds', () => {
  const HOLD: Hold = {
    id: 4,
    kind: 'events',
    reason: 'case 7',
    at: NOW,
    operator: 'ada',
    entity: null,
    filter: null,
    heldCount: 3,
    released: null,
  };

  test('are released with a reason, and what is shown is read again', async () => {
    const { state, fake } = await setUp({
      'hold.list': () => ({ holds: [HOLD] }),
      'hold.release': () => ({ hold: 4, heldCount: 3, eventId: 'al_9', headSeq: 9 }),
    });
    await state().loadHolds();
    const { reviewed } = state();
    state().askRelease(HOLD);
    expect(await state().releaseHold('case closed')).toBeNull();
    expect(fake.calls.at(-1)).toMatchObject({
      channel: 'hold.release',
      input: { hold: 4, reason: 'case closed' },
    });
    expect(state()).toMatchObject({ releasing: null, reviewed: reviewed + 1 });
    expect(state().toast?.text).toBe('Released the hold on 3 events');
  });

  test('that cannot be released say why, and the dialog stays open', async () => {
    const { state } = await setUp({
      'hold.release': () => {
        throw new FakeFailure({ code: 'CONFLICT', message: 'It was released.', hint: '' });
      },
    });
    state().askRelease(HOLD);
    expect(await state().releaseHold('x')).toMatchObject({ code: 'CONFLICT' });
    expect(state().releasing).toEqual(HOLD);
  });
});
