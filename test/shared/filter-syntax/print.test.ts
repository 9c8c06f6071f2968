import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { printQuery, printValue } from '#shared/filter-syntax/print.ts';
import { filterOf } from '#shared/filter-syntax/query.ts';
import { EventFilter } from '#shared/model/event-filter.ts';
import type { FilterTerm } from '#shared/model/event-filter.ts';
import { zoneClock } from '#shared/time/zone-clock.ts';
import { parseQuery } from '#shared/filter-syntax/parse.ts';
import { anyMs, hostileFilter, hostileText } from './support/arbitraries.ts';
import { CLOCK, parsed, queryOf } from './support/read.ts';

const term = (field: FilterTerm['field'], ...values: string[]): FilterTerm => ({
  field,
  values,
  negated: false,
});
const printed = (...terms: FilterTerm[]): string => printQuery({ from: null, to: null, terms });

describe('a filter in words', () => {
  test.prop([hostileFilter], { numRuns: 5_000 })('is read as the same filter', (filter) => {
    expect(EventFilter.safeParse(filter).error).toBeUndefined();
    expect(filterOf(queryOf(printQuery(filter)), 0)).toEqual(filter);
  });

  test.prop(
    [hostileFilter, fc.constantFrom(CLOCK, zoneClock('Europe/Berlin'), zoneClock('Pacific/Apia'))],
    { numRuns: 1_000 },
  )('is read as the same filter in any zone', (filter, clock) => {
    const result = parseQuery(printQuery(filter, clock), clock);
    expect(result.ok && filterOf(result.query, 0)).toEqual(filter);
  });

  test.prop([fc.array(hostileText, { maxLength: 4 })], { numRuns: 5_000 })(
    'is written in one way, however it was written before',
    (texts) => {
      const result = parsed(texts.join(' '));
      fc.pre(result.ok);
      if (!result.ok) return;
      const text = printQuery(result.query);
      expect(queryOf(text)).toEqual(result.query);
      expect(printQuery(queryOf(text))).toBe(text);
    },
  );

  it.each<[FilterTerm, string]>([
    [term('text', 'disk'), 'disk'],
    [term('text', 'disk full'), '"disk full"'],
    [term('text', 'say "hi"'), '"say ""hi"""'],
    [term('text', '-x'), '"-x"'],
    [term('text', 'last:7d'), '"last:7d"'],
    [term('text', 'foo:bar'), '"foo:bar"'],
    [term('text', 'http://x'), 'http://x'],
    [term('text', 'a,b'), 'a,b'],
    [term('text', 'a', 'b'), 'text:a,b'],
    [term('text', 'a\nb'), '"a\nb"'],
    [{ ...term('text', 'x y'), negated: true }, '-"x y"'],
    [{ ...term('text', '-x'), negated: true }, '-"-x"'],
    [term('errorType', 'E1'), 'error-type:E1'],
    [term('target', 'seller:40', 'a,b', '-1'), 'target:seller:40,"a,b",-1'],
    [term('severity', '>=error'), 'severity>=error'],
    [{ ...term('severity', '>=error'), negated: true }, '-severity>=error'],
    [term('severity', '>=error', 'info'), 'severity:>=error,info'],
    [term('actor', String.raw`DOMAIN\bob_1%`), String.raw`actor:DOMAIN\bob_1%`],
  ])('%j is %s', (one, text) => {
    expect(printed(one)).toBe(text);
  });

  it('has its conditions in order, and the time last', () => {
    expect(printQuery(queryOf('last:7d   outcome:failure,error   disk'))).toBe(
      'outcome:failure,error disk last:7d',
    );
  });
});

describe('a time in words', () => {
  const between = (from: string, to: string): EventFilter => ({
    from: Date.parse(from),
    to: Date.parse(to),
    terms: [],
  });

  it('is in UTC, which it says, unless a zone was asked for', () => {
    const filter = between('2026-01-01T00:00:00Z', '2026-01-02T12:30:07.089Z');
    expect(printQuery(filter)).toBe('from:2026-01-01T00:00Z to:2026-01-02T12:30:07.089Z');
    expect(printQuery(filter, CLOCK)).toBe('from:2026-01-01T05:30 to:2026-01-02T18:00:07.089');
  });

  it('is as short as it can be', () => {
    const clock = zoneClock('Europe/Berlin');
    expect(printQuery(between('2026-01-01T23:00:00Z', '2026-07-01T22:00:00Z'), clock)).toBe(
      'from:2026-01-02 to:2026-07-02',
    );
    expect(printQuery(between('2026-01-01T12:00:00Z', '2026-01-01T12:00:07Z'), clock)).toBe(
      'from:2026-01-01T13:00 to:2026-01-01T13:00:07',
    );
  });

  it('says its zone in the hour that clocks show twice', () => {
    const clock = zoneClock('Europe/Berlin');
    expect(printQuery(between('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'), clock)).toBe(
      'from:2026-10-25T02:30 to:2026-10-25T01:30Z',
    );
  });

  test.prop([anyMs, fc.constantFrom('UTC', 'America/New_York', 'Australia/Lord_Howe')])(
    'stays the same, however often it is written and read',
    (ms, zone) => {
      const clock = zoneClock(zone);
      const text = printQuery({ from: ms, to: null, terms: [] }, clock);
      const again = parseQuery(text, clock);
      expect(again.ok && again.query.range).toEqual({ kind: 'between', from: ms, to: null });
    },
  );
});

describe('a value in words', () => {
  test.prop([hostileText.filter((text) => text !== '')])('is read as itself', (value) => {
    expect(queryOf(`actor:${printValue(value)}`).terms).toEqual([term('actor', value)]);
  });
});
