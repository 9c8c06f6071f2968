import { describe, expect, test } from 'vitest';
import type { PrunePlan } from '#shared/model/prune.ts';
import {
  NEW_PRUNE_FORM,
  confirmationOf,
  isConfirmed,
  readPruneForm,
} from '../../src-renderer/state/prune-form.ts';
import type { PruneForm } from '../../src-renderer/state/prune-form.ts';
import { scopeInWords } from '../../src-renderer/features/prune/scope-words.ts';
import { NOW } from './support/make-store.ts';

const FILTER = {
  from: null,
  to: null,
  terms: [{ field: 'outcome' as const, values: ['failure'], negated: false }],
};
const EVERYTHING = { from: null, to: null, terms: [] };

function read(form: Partial<PruneForm>, zone = 'UTC') {
  return readPruneForm({ ...NEW_PRUNE_FORM, ...form }, { filter: FILTER, zone, now: NOW });
}

describe('what is to be deleted', () => {
  test('is older than days, before a date in the zone of the window, or all but the newest', () => {
    const base = { filter: EVERYTHING, before: null, keepNewest: null, minAgeDays: 30 };
    expect(read({ what: 'age', days: '10' })).toEqual({
      kind: 'request',
      request: { scope: { ...base, before: Date.UTC(2025, 11, 31, 12) }, action: 'prune' },
    });
    expect(read({ what: 'before', date: '2025-07-01' }, 'Europe/Berlin')).toMatchObject({
      request: { scope: { ...base, before: Date.UTC(2025, 5, 30, 22) } },
    });
    expect(read({ what: 'newest', count: '1,000' })).toMatchObject({
      request: { scope: { ...base, keepNewest: 1_000 } },
    });
  });

  test('is narrowed by the filters only where that was asked for', () => {
    expect(read({ what: 'age', isOnlyMatching: true })).toMatchObject({
      request: { scope: { filter: FILTER } },
    });
    expect(read({ what: 'matching' })).toMatchObject({
      request: { scope: { filter: FILTER, before: null, keepNewest: null }, action: 'prune' },
    });
    expect(read({ what: 'everything', isOnlyMatching: true })).toMatchObject({
      request: { scope: { filter: EVERYTHING }, action: 'clear' },
    });
  });

  test.each([
    [{ what: 'age', days: '0' }],
    [{ what: 'age', days: '1.5' }],
    [{ what: 'age', days: '' }],
    [{ what: 'age', days: '40000' }],
    [{ what: 'before', date: '' }],
    [{ what: 'before', date: 'last year' }],
    [{ what: 'newest', count: '-1' }],
  ] as const)('cannot be %j', (form) => {
    expect(read(form)).toMatchObject({ kind: 'problem' });
  });
});

describe('the confirmation', () => {
  const plan = { action: 'prune', delete: 1_204 } as PrunePlan;

  test('is the number that goes, however it is written', () => {
    expect(confirmationOf(plan)).toBe('1204');
    expect(isConfirmed(plan, '1204')).toBe(true);
    expect(isConfirmed(plan, ' 1,204 ')).toBe(true);
    expect(isConfirmed(plan, '1205')).toBe(false);
    expect(isConfirmed(plan, '')).toBe(false);
    expect(isConfirmed(plan, 'clear')).toBe(false);
  });

  test('is a word for everything', () => {
    const clear = { ...plan, action: 'clear' } as PrunePlan;
    expect(confirmationOf(clear)).toBe('clear');
    expect(isConfirmed(clear, 'Clear')).toBe(true);
    expect(isConfirmed(clear, '1204')).toBe(false);
  });
});

test('what was asked for is told with the plan', () => {
  const scope = { filter: FILTER, before: NOW, keepNewest: null, minAgeDays: 30 };
  expect(scopeInWords({ scope, action: 'prune' }, 'UTC')).toBe(
    'All from before 2026-01-10 12:00:00 that match outcome:failure',
  );
  const newest = { filter: EVERYTHING, before: null, keepNewest: 1_000, minAgeDays: 30 };
  expect(scopeInWords({ scope: newest, action: 'prune' }, 'UTC')).toBe(
    'All but the newest 1,000, older than 30 days',
  );
  expect(scopeInWords({ scope, action: 'clear' }, 'UTC')).toBe('Everything');
});
