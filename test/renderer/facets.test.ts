import { describe, expect, test } from 'vitest';
import type { Facet } from '#shared/model/facets.ts';
import { facetLines, onlyThis, toggled } from '../../src-renderer/features/facets/facet-choice.ts';
import type { FacetLine } from '../../src-renderer/features/facets/facet-choice.ts';
import { selectIsFacetsOpen } from '../../src-renderer/state/selectors.ts';
import type { FilterTerm } from '../../src-renderer/state/filter-terms.ts';
import { makeStore } from './support/make-store.ts';

const term = (field: FilterTerm['field'], values: string[], negated = false): FilterTerm => ({
  field,
  values,
  negated,
});
const line = (value: string, change: Partial<FacetLine> = {}): FacetLine => ({
  value,
  name: null,
  count: 1,
  choice: 'none',
  ...change,
});
const facet = (field: Facet['field'], values: string[], distinct = values.length): Facet => ({
  field,
  values: values.map((value, index) => ({ value, name: null, count: 100 - index })),
  distinct,
});

describe('values of a section', () => {
  test('say what the filter says about them', () => {
    const terms = [
      term('action', ['add']),
      term('action', ['edit'], true),
      term('actor', ['remove']),
    ];
    const lines = facetLines('action', facet('action', ['add', 'edit', 'remove']), terms);
    expect(lines.map(({ choice }) => choice)).toEqual(['only', 'not', 'none']);
  });

  test('include those of the filter that were not counted', () => {
    const terms = [term('action', ['rare'])];
    const all = facetLines('action', facet('action', ['add']), terms);
    expect(all.at(-1)).toMatchObject({ value: 'rare', count: 0, choice: 'only' });
    const some = facetLines('action', facet('action', ['add'], 900), terms);
    expect(some.at(-1)).toMatchObject({ value: 'rare', count: null });
  });

  test('know an actor by the name as well', () => {
    const counted: Facet = {
      field: 'actor',
      values: [{ value: 'AIDA1', name: 'bert-jan', count: 3 }],
      distinct: 1,
    };
    const lines = facetLines('actor', counted, [term('actor', ['bert-jan'])]);
    expect(lines).toEqual([expect.objectContaining({ value: 'AIDA1', choice: 'only' })]);
  });

  test('of closed lists keep their order, the worst severity first', () => {
    const lines = facetLines('severity', facet('severity', ['info', 'critical', 'error']), []);
    expect(lines.map(({ value }) => value)).toEqual(['critical', 'error', 'info']);
  });

  test('spell a least severity out', () => {
    const lines = facetLines('severity', facet('severity', ['info', 'error']), [
      term('severity', ['>=error']),
    ]);
    expect(lines.map(({ value, choice }) => [value, choice])).toEqual([
      ['critical', 'only'],
      ['error', 'only'],
      ['info', 'none'],
    ]);
  });
});

describe('a press on a value', () => {
  test('asks for it beside the others of its field, and lets it go again', () => {
    const once = toggled([term('outcome', ['failure'])], 'outcome', line('error'), false);
    expect(once).toEqual([term('outcome', ['failure', 'error'])]);
    expect(toggled(once, 'outcome', line('error', { choice: 'only' }), false)).toEqual([
      term('outcome', ['failure']),
    ]);
  });

  test('with Alt keeps it out, whether it was asked for or not', () => {
    const kept = [term('outcome', ['failure'], true)];
    expect(toggled([], 'outcome', line('failure'), true)).toEqual(kept);
    const asked = [term('outcome', ['failure'])];
    expect(toggled(asked, 'outcome', line('failure', { choice: 'only' }), true)).toEqual(kept);
  });

  test('lets go of a value that is kept out, with Alt or without', () => {
    const kept = [term('outcome', ['failure'], true)];
    const failure = line('failure', { choice: 'not' });
    expect(toggled(kept, 'outcome', failure, false)).toEqual([]);
    expect(toggled(kept, 'outcome', failure, true)).toEqual([]);
  });

  test('takes one severity out of a least one', () => {
    const terms = [term('severity', ['>=warning'])];
    const taken = toggled(terms, 'severity', line('warning', { choice: 'only' }), false);
    expect(taken).toEqual([term('severity', ['>=error'])]);
  });

  test('lets go of an actor that was asked for by name', () => {
    const actor = line('AIDA1', { name: 'bert-jan', choice: 'only' });
    expect(toggled([term('actor', ['bert-jan'])], 'actor', actor, false)).toEqual([]);
  });

  test('for this value alone leaves other fields as they are', () => {
    const terms = [
      term('action', ['add', 'edit']),
      term('action', ['x'], true),
      term('ip', ['::1']),
    ];
    expect(onlyThis(terms, 'action', line('remove'))).toEqual([
      term('ip', ['::1']),
      term('action', ['remove']),
    ]);
  });
});

describe('facets', () => {
  test('are shown where there is room, until the operator chooses', () => {
    const { state } = makeStore();
    state().windowResized(false);
    expect(selectIsFacetsOpen(state())).toBe(false);
    state().windowResized(true);
    expect(selectIsFacetsOpen(state())).toBe(true);
    void state().changeSettings({ facets: 'open' });
    state().windowResized(false);
    expect(selectIsFacetsOpen(state())).toBe(true);
  });
});
