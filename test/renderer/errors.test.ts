import { describe, expect, test } from 'vitest';
import { periodOf } from '../../src-renderer/features/errors/period.ts';
import { errorTerms } from '../../src-renderer/state/error-terms.ts';
import { makeDetail } from './support/make-detail.ts';
import { NOW, makeStore } from './support/make-store.ts';

const yes = { field: 'error', values: ['yes'], negated: false };

describe('the errors of a group', () => {
  const groups = [{ errorType: 'A' }, { errorType: null }, { errorType: 'B' }];

  test('are those of its type, as severe as was asked for', () => {
    expect(errorTerms({ errorType: 'A' }, groups, '>=error')).toEqual([
      yes,
      { field: 'severity', values: ['>=error'], negated: false },
      { field: 'errorType', values: ['A'], negated: false },
    ]);
  });

  test('without a type are those that have none of the others', () => {
    expect(errorTerms({ errorType: null }, groups, null)).toEqual([
      yes,
      { field: 'errorType', values: ['A', 'B'], negated: true },
    ]);
    const many = Array.from({ length: 150 }, (_, index) => ({ errorType: `E${index}` }));
    const terms = errorTerms({ errorType: null }, many, null);
    expect(terms?.map(({ values }) => values.length)).toEqual([1, 100, 50]);
  });

  test('cannot be asked for where the type is no value of a filter', () => {
    expect(errorTerms({ errorType: '' }, groups, null)).toBeNull();
    expect(errorTerms({ errorType: 'x'.repeat(513) }, groups, null)).toBeNull();
    expect(errorTerms({ errorType: null }, [{ errorType: '' }], null)).toBeNull();
  });

  test('are shown in the history over the time that was asked for', () => {
    const { state } = makeStore();
    const latest = makeDetail(1, { errorType: 'A' }).event;
    const group = { errorType: 'A', count: 1, firstSeen: 1, lastSeen: 1, latest };
    state().askErrors({ days: 7 });
    state().showErrors(group, [group]);
    expect(state()).toMatchObject({
      screen: 'history',
      range: { kind: 'last', duration: '7d' },
      filter: { from: NOW - 7 * 86_400_000, to: null },
    });
  });
});

describe('the time that errors are drawn over', () => {
  test('is that of all groups, or what was asked for', () => {
    const groups = [
      { firstSeen: 50, lastSeen: 90 },
      { firstSeen: 10, lastSeen: 60 },
    ];
    expect(periodOf(groups, null, NOW)).toEqual({ from: 10, to: 91 });
    expect(periodOf(groups, 1, NOW)).toEqual({ from: NOW - 86_400_000, to: NOW + 1 });
  });
});
