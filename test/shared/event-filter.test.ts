import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  EVERYTHING,
  EventFilter,
  FilterTerm,
  filterKey,
  isEverything,
  severitiesOf,
} from '#shared/model/event-filter.ts';
import type { FilterField } from '#shared/model/event-filter.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { eventFilter, filterTerm } from '../store/support/arbitraries.ts';

function isAccepted(field: FilterField, ...values: string[]): boolean {
  return FilterTerm.safeParse({ field, values, negated: false }).success;
}

describe('the key of a filter', () => {
  test.prop([eventFilter, fc.infiniteStream(fc.nat())])(
    'is equal whatever the order of conditions and values, and however often they are said',
    (filter, numbers) => {
      const shuffled = <Value>(values: readonly Value[]): Value[] =>
        values
          .flatMap((value) =>
            Array.from({ length: 1 + ((numbers.next().value ?? 0) % 2) }, () => value),
          )
          .map((value) => ({ value, at: numbers.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ value }) => value);
      const terms = shuffled(filter.terms).map((term) => ({
        ...term,
        values: shuffled(term.values),
      }));
      expect(filterKey({ ...filter, terms })).toBe(filterKey(filter));
    },
  );

  test.prop([eventFilter, filterTerm])(
    'differs when a condition is added, inverted or moved in time',
    (filter, term) => {
      const key = filterKey(filter);
      const isThere = filter.terms.some(
        (one) =>
          filterKey({ ...EVERYTHING, terms: [one] }) ===
          filterKey({ ...EVERYTHING, terms: [term] }),
      );
      expect(filterKey({ ...filter, terms: [...filter.terms, term] }) === key).toBe(isThere);
      expect(filterKey({ ...filter, from: (filter.from ?? 0) + 1 })).not.toBe(key);
      expect(filterKey({ ...filter, to: (filter.to ?? 0) + 1 })).not.toBe(key);
      const withTerm = filterKey({ ...EVERYTHING, terms: [term] });
      expect(filterKey({ ...EVERYTHING, terms: [{ ...term, negated: !term.negated }] })).not.toBe(
        withTerm,
      );
    },
  );

  it('does not confuse what values and fields are made of', () => {
    const key = (field: FilterField, ...values: string[]): string =>
      filterKey({ ...EVERYTHING, terms: [{ field, values, negated: false }] });
    expect(key('text', 'a,b')).not.toBe(key('text', 'a', 'b'));
    expect(key('text', 'a"')).not.toBe(key('text', 'a'));
    expect(key('text', 'A')).not.toBe(key('text', 'a'));
    expect(key('actor', 'a')).not.toBe(key('target', 'a'));
    expect(filterKey({ ...EVERYTHING, from: 0 })).not.toBe(filterKey(EVERYTHING));
    expect(filterKey({ ...EVERYTHING, to: 0 })).not.toBe(filterKey({ ...EVERYTHING, from: 0 }));
  });
});

describe('a filter', () => {
  test.prop([eventFilter])('made of allowed values is valid', (filter) => {
    expect(EventFilter.safeParse(filter).error).toBeUndefined();
  });

  it('means everything only if it asks for nothing', () => {
    expect(isEverything(EVERYTHING)).toBe(true);
    expect(isEverything({ ...EVERYTHING, from: 0 })).toBe(false);
    expect(isEverything({ ...EVERYTHING, to: 0 })).toBe(false);
    expect(
      isEverything({ ...EVERYTHING, terms: [{ field: 'text', values: ['a'], negated: true }] }),
    ).toBe(false);
  });

  it('has bounds', () => {
    const term = { field: 'text' as const, values: ['a'], negated: false };
    const terms = (count: number): boolean =>
      EventFilter.safeParse({ ...EVERYTHING, terms: Array.from({ length: count }, () => term) })
        .success;
    expect([terms(LIMITS.filterTerms), terms(LIMITS.filterTerms + 1)]).toEqual([true, false]);
    const values = (count: number): boolean =>
      isAccepted('text', ...Array.from({ length: count }, () => 'a'));
    expect([
      values(0),
      values(1),
      values(LIMITS.filterValues),
      values(LIMITS.filterValues + 1),
    ]).toEqual([false, true, true, false]);
    expect(isAccepted('text', '')).toBe(false);
    expect(isAccepted('text', 'x'.repeat(LIMITS.filterValue))).toBe(true);
    expect(isAccepted('text', 'x'.repeat(LIMITS.filterValue + 1))).toBe(false);
  });
});

describe('the values of a condition', () => {
  it('are those of the list where there is one', () => {
    expect(isAccepted('outcome', 'failure', 'error')).toBe(true);
    expect(isAccepted('outcome', 'failure', 'great')).toBe(false);
    expect(isAccepted('severity', 'warning', '>=warning')).toBe(true);
    expect(isAccepted('severity', '>warning')).toBe(false);
    expect(isAccepted('severity', '>= warning')).toBe(false);
    expect(isAccepted('source', 'import')).toBe(true);
    expect(isAccepted('source', 'Import')).toBe(false);
    expect(isAccepted('category', 'anything at all')).toBe(true);
  });

  it.each(['0', '-1', '1.5', '01', '1e3', 'x', ' 1', '12345678901234567'])(
    'of a batch are numbers, not %j',
    (value) => {
      expect(isAccepted('batch', value)).toBe(false);
      expect(isAccepted('batch', '1', '42')).toBe(true);
    },
  );

  it('that are refused are named, with their place', () => {
    const { error } = FilterTerm.safeParse({
      field: 'outcome',
      values: ['error', 'great'],
      negated: false,
    });
    expect(error?.issues).toMatchObject([{ path: ['values', 1] }]);
    expect(error?.issues[0]?.message).toContain('great');
  });

  it('of severity stand for one, or for it and all that are worse', () => {
    expect(severitiesOf('notice')).toEqual(['notice']);
    expect(severitiesOf('>=error')).toEqual(['error', 'critical']);
    expect(severitiesOf('>=debug')).toHaveLength(6);
    expect(severitiesOf('bad')).toEqual([]);
  });
});
