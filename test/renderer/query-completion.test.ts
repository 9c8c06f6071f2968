import { describe, expect, test } from 'vitest';
import type { Facet } from '#shared/model/facets.ts';
import { suggest } from '#shared/filter-syntax/suggest.ts';
import {
  complete,
  completionAt,
  countedField,
} from '../../src-renderer/features/query/completion.ts';
import { actOf } from '../../src-renderer/features/query/query-keys.ts';
import type { QuerySituation } from '../../src-renderer/features/query/query-keys.ts';

const ACTORS: Facet = {
  field: 'actor',
  distinct: 4,
  values: [
    { value: 'arn:bob', name: 'Bob, Jr', count: 900 },
    { value: 'abel', name: null, count: 50 },
    { value: 'bob', name: 'bob', count: 3 },
    { value: 'Bo Derek', name: null, count: 2 },
  ],
};
const SEVERITIES: Facet = {
  field: 'severity',
  distinct: 3,
  values: [
    { value: 'info', name: null, count: 70 },
    { value: 'error', name: null, count: 20 },
    { value: 'critical', name: null, count: 1 },
  ],
};

function labels(text: string, facet: Facet | null = null, recent: readonly string[] = []) {
  return completionAt(text, text.length, facet, recent).options.map(({ label }) => label);
}

describe('completion', () => {
  test('offers fields for the beginning of a word, and nothing for other words', () => {
    expect(labels('out')).toEqual(['outcome:']);
    expect(labels('GetBucketPolicy')).toEqual([]);
  });

  test('offers what was asked before in an empty bar, before the fields', () => {
    const { options } = completionAt('', 0, null, ['disk full', 'last:7d']);
    expect(options.slice(0, 2).map(({ kind, text }) => [kind, text])).toEqual([
      ['recent', 'disk full'],
      ['recent', 'last:7d'],
    ]);
    expect(options[2]?.kind).toBe('field');
    expect(labels('x ', null, ['disk full'])).not.toContain('disk full');
  });

  test('counts the words of a closed list in their own order; worse ones together', () => {
    const { options } = completionAt('severity:', 9, SEVERITIES, []);
    const counts = Object.fromEntries(options.map(({ label, count }) => [label, count]));
    expect(counts).toMatchObject({ debug: 0, info: 70, error: 20, '>=error': 21, '>=info': 91 });
    expect(labels('severity:zz', SEVERITIES)).toEqual([]);
  });

  test('offers values of the trail by id or name, those that begin so first', () => {
    expect(labels('actor:', ACTORS)).toEqual(['arn:bob', 'abel', 'bob', 'Bo Derek']);
    expect(labels('actor:BO', ACTORS)).toEqual(['arn:bob', 'bob', 'Bo Derek']);
    expect(labels('actor:be', ACTORS)).toEqual(['abel']);
  });

  test('does not offer what stands there already', () => {
    expect(labels('outcome:failure')).toEqual([]);
    expect(labels('actor:abel', ACTORS)).toEqual([]);
  });

  test('a value takes the place of what was typed of it, in quotes where it needs them', () => {
    const text = 'disk -actor:alice,bo';
    const completion = completionAt(text, text.length, ACTORS, []);
    const option = completion.options.find(({ label }) => label === 'Bo Derek');
    expect(option && complete(text, completion, option)).toEqual({
      text: 'disk -actor:alice,"Bo Derek" ',
      caret: 29,
    });
  });

  test('a field in the middle keeps what follows, and the caret behind its colon', () => {
    const completion = completionAt('out last:7d', 3, null, []);
    const [option] = completion.options;
    expect(option && complete('out last:7d', completion, option)).toEqual({
      text: 'outcome: last:7d',
      caret: 8,
    });
  });

  test.each([
    ['actor:', 'actor'],
    ['error-type:x', 'errorType'],
    ['severity>=', 'severity'],
    ['text:x', null],
    ['correlation:', null],
    ['last:', null],
    ['act', null],
  ])('values of %s are counted as %s', (text, field) => {
    expect(countedField(suggest(text, text.length))).toBe(field);
  });
});

describe('keys of the query bar', () => {
  const closed: QuerySituation = {
    isEmpty: true,
    isOpen: false,
    hasOptions: false,
    hasActive: false,
    canTab: false,
  };
  const open: QuerySituation = { ...closed, isEmpty: false, isOpen: true, hasOptions: true };
  const press = (key: string, situation: QuerySituation, more = {}) =>
    actOf({ key, shiftKey: false, altKey: false, ...more }, situation);

  test('arrows walk the popup, or go to the list and to what was asked before', () => {
    expect(press('ArrowDown', open)).toBe('next');
    expect(press('ArrowUp', open)).toBe('previous');
    expect(press('ArrowDown', closed)).toBe('to-list');
    expect(press('ArrowDown', closed, { altKey: true })).toBe('open');
    expect(press('ArrowUp', closed)).toBe('open-recent');
    expect(press('ArrowUp', { ...closed, isEmpty: false })).toBeNull();
  });

  test('Enter takes what is chosen and otherwise asks', () => {
    expect(press('Enter', { ...open, hasActive: true })).toBe('take-active');
    expect(press('Enter', open)).toBe('ask');
  });

  test('Tab takes what is offered, and never holds the focus without it', () => {
    expect(press('Tab', { ...open, canTab: true })).toBe('take-tab');
    expect(press('Tab', { ...open, canTab: true }, { shiftKey: true })).toBeNull();
    expect(press('Tab', open)).toBeNull();
  });

  test('Escape closes the popup, then leaves', () => {
    expect(press('Escape', open)).toBe('close');
    expect(press('Escape', closed)).toBe('leave');
  });
});
