import { test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { printQuery } from '#shared/filter-syntax/print.ts';
import { suggest } from '#shared/filter-syntax/suggest.ts';
import { FILTER_FIELDS } from '#shared/model/event-filter.ts';
import { OUTCOMES, SEVERITIES } from '#shared/model/vocabulary.ts';
import { hostileText } from './support/arbitraries.ts';
import { queryOf } from './support/read.ts';

/** What is offered where `|` stands in a text. */
function at(marked: string): ReturnType<typeof suggest> & { readonly texts: readonly string[] } {
  const caret = marked.indexOf('|');
  const suggestions = suggest(marked.replace('|', ''), caret);
  return { ...suggestions, texts: suggestions.items.map(({ text }) => text) };
}

describe('at a new word', () => {
  it.each(['|', ' | ', 'disk |', '| disk', '-|'])('%j all fields are offered', (marked) => {
    const { kind, prefix, texts } = at(marked);
    expect({ kind, prefix }).toEqual({ kind: 'field', prefix: '' });
    expect(texts).toHaveLength(
      FILTER_FIELDS.length + 'severity>= last: from: to:'.split(' ').length,
    );
    expect(texts).toEqual(expect.arrayContaining(['actor:', 'severity>=', 'error-type:', 'last:']));
  });

  it('those are offered that start so, by any of their names', () => {
    expect(at('ac|').texts).toEqual(['action:', 'actor:']);
    expect(at('ERR|').texts).toEqual(['error:', 'error-type:']);
    expect(at('error-t|').texts).toEqual(['error-type:']);
    expect(at('use|').texts).toEqual(['actor:']);
    expect(at('sev|').texts).toEqual(['severity:', 'severity>=']);
  });

  it('the word and what follows it are replaced, the dash is kept', () => {
    expect(at('x -ac|tr y')).toMatchObject({ start: 3, end: 7, prefix: 'ac' });
    expect(at('out|:failure')).toMatchObject({ start: 0, end: 4, kind: 'field', prefix: 'out' });
    expect(at('x -|')).toMatchObject({ start: 3, end: 3 });
  });

  it.each(['zzz|', '"ac|', '"ac"|', '--|', '12|', 'foo:|', 'foo:b|'])(
    '%j nothing is offered',
    (marked) => {
      expect(at(marked)).toMatchObject({ kind: 'none', field: null, items: [] });
    },
  );
});

describe('behind a field', () => {
  it('the values of closed lists are offered', () => {
    expect(at('outcome:|').texts).toEqual(OUTCOMES);
    expect(at('outcome:F|').texts).toEqual(['failure']);
    expect(at('severity>=|').texts).toEqual(SEVERITIES);
    expect(at('severity:>=w|').texts).toEqual(['>=warning']);
    expect(at('source:man|').texts).toEqual(['manual']);
    expect(at('-flagged:|').texts).toEqual(['yes', 'no']);
    expect(at('last:|').texts).toContain('7d');
  });

  it('values that stand there already are not offered again', () => {
    expect(at('outcome:error,|').texts).toEqual(['success', 'failure', 'unknown']);
  });

  it('it is said which values are asked for where the trail has them', () => {
    expect(at('x actor:bo|b,c')).toMatchObject({
      kind: 'value',
      field: 'actor',
      prefix: 'bo',
      start: 8,
      end: 11,
      items: [],
    });
    expect(at('actor:a,|')).toMatchObject({ field: 'actor', prefix: '', start: 8, end: 8 });
    expect(at('errortype:|')).toMatchObject({ kind: 'value', field: 'errorType' });
    expect(at('from:2026|')).toMatchObject({ kind: 'value', field: 'from', prefix: '2026' });
  });

  it('a value in quotes is meant without them, and an open one ends at the caret', () => {
    expect(at('actor:"a ""b|" x')).toMatchObject({ prefix: 'a "b', start: 6, end: 13 });
    expect(at('actor:"a b"|')).toMatchObject({ prefix: 'a b', start: 6, end: 11 });
    expect(at('actor:"a b| last:7d')).toMatchObject({ prefix: 'a b', start: 6, end: 10 });
  });
});

describe('what is offered', () => {
  /** Values of fields whose values are in the trail, or are times. */
  const TYPED: Readonly<Record<string, string>> = {
    batch: '1',
    from: '2026-01-01',
    to: '2026-01-01',
  };

  it.each(suggest('', 0).items.map(({ text }) => text))('%s leads to a query', (field) => {
    const { items, ...asked } = suggest(`x ${field}`, field.length + 2);
    const values =
      items.length > 0 && asked.field !== 'from'
        ? items.map(({ text }) => text)
        : [TYPED[asked.field ?? ''] ?? 'y'];
    for (const value of values) {
      const query = queryOf(`x ${field}${value}`);
      const found = query.terms[1]?.field ?? Object.keys(query.range);
      expect([found].flat()).toContain(asked.field === 'last' ? 'duration' : asked.field);
    }
  });

  it('since: offers the last review', () => {
    const [offered] = suggest('since:', 6).items;
    expect(offered?.text).toBe('review');
    const { range, terms } = queryOf(`since:${offered?.text}`);
    expect(range).toEqual({ kind: 'all' });
    expect(terms).toEqual([{ field: 'reviewed', values: ['no'], negated: false }]);
    expect(printQuery({ range, terms })).toBe('reviewed:no');
  });

  test.prop([hostileText, hostileText], { numRuns: 5_000 })(
    'takes the place of what is at the caret, whatever stands there',
    (before, after) => {
      const { start, end, kind, items } = suggest(before + after, before.length);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(Math.max(start, before.length));
      expect(end).toBeLessThanOrEqual(before.length + after.length);
      if (kind === 'none') expect(items).toEqual([]);
    },
  );
});
