import { describe, expect, test } from 'vitest';
import {
  chosenSeverities,
  severityValues,
} from '../../src-renderer/features/filters/severity-choice.ts';
import { withInverted, withValue } from '../../src-renderer/state/filter-terms.ts';
import type { FilterTerm } from '../../src-renderer/state/filter-terms.ts';
import { NOW, makeStore } from './support/make-store.ts';

const DAY_MS = 86_400_000;

describe('filter slice', () => {
  test('asks for typed text only when it is committed, trimmed', () => {
    const { state } = makeStore();
    state().editQuery('  bert ');
    expect(state().asked).toBe(0);
    state().applyQuery();
    expect(state().filter.terms).toEqual([{ field: 'text', values: ['bert'], negated: false }]);
    expect(state().asked).toBe(1);
  });

  test('committing the same text again asks nothing', () => {
    const { state } = makeStore();
    state().editQuery('bert');
    state().applyQuery();
    state().editQuery('bert ');
    state().applyQuery();
    expect(state().asked).toBe(1);
  });

  test('measures a relative range from now when asked, not later', () => {
    const { state } = makeStore();
    state().setRange({ kind: 'last', duration: '7d' });
    expect(state().filter).toMatchObject({ from: NOW - 7 * DAY_MS, to: null });
    const { filter } = state();
    state().editQuery('x');
    expect(state().filter).toBe(filter);
  });

  test('asking again makes a new question of the same filter', () => {
    const { state } = makeStore();
    state().addFilterValue('actor', 'bert-jan', false);
    const { filter, asked } = state();
    state().askAgain();
    expect(state().filter).toEqual(filter);
    expect(state().asked).toBe(asked + 1);
  });

  test('clearing takes text, time and conditions away in one question', () => {
    const { state } = makeStore();
    state().editQuery('x');
    state().applyQuery();
    state().setRange({ kind: 'last', duration: '1h' });
    state().addFilterValue('outcome', 'failure', false);
    const { asked } = state();
    state().clearFilter();
    expect(state().filter).toEqual({ from: null, to: null, terms: [] });
    expect(state()).toMatchObject({ draft: null, asked: asked + 1 });
  });

  test('showing a batch shows nothing but the batch', () => {
    const { state } = makeStore();
    state().addFilterValue('outcome', 'failure', false);
    state().showBatch(7);
    expect(state().filter.terms).toEqual([{ field: 'batch', values: ['7'], negated: false }]);
  });

  test('cuts values to what the contract takes', () => {
    const { state } = makeStore();
    state().addFilterValue('actor', 'x'.repeat(2_000), false);
    expect(state().filter.terms[0]?.values[0]).toHaveLength(512);
  });
});

describe('filter terms', () => {
  const failures: FilterTerm = { field: 'outcome', values: ['failure'], negated: false };

  test('values of one field and sense share a condition', () => {
    const terms = withValue([failures], 'outcome', 'error', false);
    expect(terms).toEqual([{ field: 'outcome', values: ['failure', 'error'], negated: false }]);
  });

  test('excluding a value takes it back where it was asked for', () => {
    const terms = withValue([failures], 'outcome', 'failure', true);
    expect(terms).toEqual([{ field: 'outcome', values: ['failure'], negated: true }]);
  });

  test('the same value twice changes nothing but its place', () => {
    expect(withValue([failures], 'outcome', 'failure', false)).toEqual([failures]);
  });

  test('inverting turns the sense and keeps the place', () => {
    const other: FilterTerm = { field: 'actor', values: ['a'], negated: false };
    expect(withInverted([failures, other], failures)).toEqual([
      { ...failures, negated: true },
      other,
    ]);
  });

  test('inverting into a condition that is there already makes one of both', () => {
    const notError: FilterTerm = { field: 'outcome', values: ['error'], negated: true };
    expect(withInverted([failures, notError], failures)).toEqual([
      { field: 'outcome', values: ['error', 'failure'], negated: true },
    ]);
  });
});

describe('choice of severities', () => {
  test('the worst ones together become one short condition', () => {
    expect(severityValues(['error', 'critical', 'warning'])).toEqual(['>=warning']);
  });

  test('others are listed, mildest first', () => {
    expect(severityValues(['error', 'info'])).toEqual(['info', 'error']);
    expect(severityValues(['critical'])).toEqual(['critical']);
    expect(severityValues([])).toEqual([]);
  });

  test('a condition ticks the values it stands for', () => {
    expect(chosenSeverities(['>=error', 'debug'])).toEqual(['debug', 'error', 'critical']);
    for (const values of [['>=warning'], ['info'], ['debug', 'error']]) {
      expect(severityValues(chosenSeverities(values))).toEqual(values);
    }
  });
});
