import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '#shared/filter-syntax/parse.ts';
import { filterOf } from '#shared/filter-syntax/query.ts';
import { EVERYTHING, EventFilter } from '#shared/model/event-filter.ts';
import { EARLIEST_MS, LIMITS } from '#shared/model/limits.ts';
import { hostileText } from './support/arbitraries.ts';
import { CLOCK, mistakesOf, parsed, queryOf, termsOf } from './support/read.ts';

describe('a query', () => {
  it.each<[text: string, ...terms: string[]]>([
    [''],
    [' \n\t\u00A0 '],
    ['disk full', 'text ["disk"]', 'text ["full"]'],
    ['"disk full"', 'text ["disk full"]'],
    ['-disk -"is full"', 'not text ["disk"]', 'not text ["is full"]'],
    ['"say ""hi"""', 'text ["say \\"hi\\""]'],
    ['5" a"b', 'text ["5\\""]', 'text ["a\\"b"]'],
    ['a,b', 'text ["a,b"]'],
    ['- -- --force', 'text ["-"]', 'text ["--"]', 'text ["--force"]'],
    ['-"-x"', 'not text ["-x"]'],
    [String.raw`100% a_b \ *`, 'text ["100%"]', 'text ["a_b"]', 'text ["\\\\"]', 'text ["*"]'],
    ['actor:bob', 'actor ["bob"]'],
    ['-actor:bob', 'not actor ["bob"]'],
    ['actor:a,b,"c,d"', 'actor ["a","b","c,d"]'],
    ['actor:-a,-b', 'actor ["-a","-b"]'],
    ['target:seller:40', 'target ["seller:40"]'],
    ['target:/etc/passwd', 'target ["/etc/passwd"]'],
    ['ip:2001:db8::1', 'ip ["2001:db8::1"]'],
    ['action:seller.*', 'action ["seller.*"]'],
    ['outcome:failure outcome:error', 'outcome ["failure"]', 'outcome ["error"]'],
    ['outcome:Failure,ERROR', 'outcome ["failure","error"]'],
    ['severity:error,>=warning', 'severity ["error",">=warning"]'],
    ['severity>=error', 'severity [">=error"]'],
    ['-SEVERITY>=Error', 'not severity [">=error"]'],
    ['severity>="error"', 'severity [">=error"]'],
    ['flagged:yes held:no', 'flagged ["yes"]', 'held ["no"]'],
    ['batch:12,9007199254740991', 'batch ["12","9007199254740991"]'],
    ['text:a,b anywhere:"x y"', 'text ["a","b"]', 'anywhere ["x y"]'],
  ])('%j says what it looks like', (text, ...terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it.each([
    ['error-type', 'errorType'],
    ['errortype', 'errorType'],
    ['errorType', 'errorType'],
    ['Error_Type', 'errorType'],
    ['correlation-id', 'correlation'],
    ['correlationId', 'correlation'],
    ['user', 'actor'],
    ['IP-Address', 'ip'],
  ])('takes the name %s for %s', (name, field) => {
    expect(termsOf(`${name}:x`)).toEqual([`${field} ["x"]`]);
  });

  it.each([
    'http://example.com',
    'C:\\Windows',
    'c:/windows',
    'AWS::S3::Bucket',
    '12:30',
    '::1',
    ':x',
    '10.0.0.1:80',
    's3:GetObject',
    'user.name:x',
    'a=b',
    'size>=3',
    `${'a'.repeat(33)}:b`,
    '__proto__:x',
  ])('takes %s for a word', (text) => {
    expect(termsOf(text)).toEqual([`text ${JSON.stringify([text])}`]);
  });

  it('covers a stretch of time', () => {
    expect(queryOf('')).toEqual({ range: { kind: 'all' }, terms: [] });
    expect(queryOf('last:007d').range).toEqual({ kind: 'last', duration: '7d' });
    expect(queryOf('to:2026-01-02T12:00:00Z from:2026-01-01T00:00+01:00').range).toEqual({
      kind: 'between',
      from: Date.parse('2025-12-31T23:00:00Z'),
      to: Date.parse('2026-01-02T12:00:00Z'),
    });
    expect(queryOf('until:2026-01-02T12:00Z').range).toEqual({
      kind: 'between',
      from: null,
      to: Date.parse('2026-01-02T12:00:00Z'),
    });
  });

  it('means the zone of its reader where a time has none', () => {
    expect(queryOf('from:2026-01-02 to:"2026-01-02 12:00"').range).toEqual({
      kind: 'between',
      from: Date.parse('2026-01-01T18:30:00Z'),
      to: Date.parse('2026-01-02T06:30:00Z'),
    });
  });

  it('becomes a filter at a moment', () => {
    const now = Date.parse('2026-01-08T00:00:00Z');
    const filter = filterOf(queryOf('last:7d disk'), now);
    expect(filter).toEqual({
      from: Date.parse('2026-01-01T00:00:00Z'),
      to: null,
      terms: [{ field: 'text', values: ['disk'], negated: false }],
    });
    expect(filterOf(queryOf(''), now)).toEqual(EVERYTHING);
    expect(filterOf(queryOf('last:999999w'), now).from).toBe(EARLIEST_MS);
    expect(filterOf(queryOf('from:2026-01-01T00:00Z'), now).from).toBe(Date.parse('2026-01-01'));
  });
});

describe('a mistake', () => {
  it.each<[text: string, marked: string, message: RegExp]>([
    ['x actr:bob', 'actr:', /no field “actr”; did you mean actor\?/u],
    ['-foo:bar', 'foo:', /no field “foo”\.$/u],
    ['arn:aws', 'arn:', /no field “arn”/u],
    ['constructor:x', 'constructor:', /no field/u],
    ['outcome:fail', 'fail', /“fail” is not a value of outcome; did you mean failure\?/u],
    ['outcome:success,no,error', 'no', /not a value of outcome/u],
    ['severity>=eror', 'eror', /did you mean >=error\?/u],
    ['severity>error', '>', /“>” cannot follow severity/u],
    ['outcome>=error', '>=', /“>=” cannot follow outcome/u],
    ['outcome=error', '=', /“=” cannot follow outcome/u],
    ['severity>=error,info', ',info', /one value is the most/u],
    ['flagged:maybe', 'maybe', /not a value of flagged/u],
    ['batch:0', '0', /not the number of an import/u],
    ['batch:#3', '#3', /not the number of an import/u],
    ['actor:', ':', /a value is missing/u],
    ['actor: bob', ':', /a value is missing/u],
    ['actor:a, b', ',', /a value is missing/u],
    ['actor:,b', ':', /a value is missing/u],
    ['actor:""', '""', /Nothing stands between/u],
    ['a ""', '""', /Nothing stands between/u],
    ['a "b c', '"b c', /no end/u],
    ['actor:"b""', '"b""', /no end/u],
    ['"a"b c', '"a"b', /follows the closing quote/u],
    ['actor:"a"b,c', '"a"b', /follows the closing quote/u],
    ['last:7', '7', /not a length of time/u],
    ['last:0d', '0d', /not a length of time/u],
    ['last:1d,2d', ',2d', /one value is the most/u],
    ['from:yesterday', 'yesterday', /not a time/u],
    ['from:2026-02-30', '2026-02-30', /not a time/u],
    ['from:0001-01-01', '0001-01-01', /outside the years/u],
    ['-last:7d', '-last:7d', /cannot be turned round/u],
    ['last:7d to:2026-01-01', 'to:2026-01-01', /does not go with/u],
    ['to:2026-01-01 last:7d', 'last:7d', /does not go with/u],
    ['from:2026-01-01 from:2026-01-02', 'from:2026-01-02', /does not go with/u],
    ['last:1d last:2d', 'last:2d', /does not go with/u],
  ])('in %j is marked at %j', (text, marked, message) => {
    expect(mistakesOf(text)).toEqual([[marked, expect.stringMatching(message)]]);
  });

  it('is told together with all others, each with what was expected', () => {
    const result = parsed('actr:x ok outcome:fail,success,bad last:7x "open');
    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.errors).toEqual([
      expect.objectContaining({ start: 0, end: 5 }),
      {
        start: 18,
        end: 22,
        message: '“fail” is not a value of outcome; did you mean failure?',
        expected: 'Write success, failure, error or unknown.',
      },
      expect.objectContaining({ start: 31, end: 34 }),
      expect.objectContaining({ start: 40, end: 42 }),
      expect.objectContaining({ start: 43, end: 48 }),
    ]);
    expect(result.ok ? [] : result.errors.map(({ expected }) => expected)).toEqual([
      expect.stringContaining('Put the text in quotes'),
      expect.anything(),
      expect.anything(),
      expect.stringContaining('24h'),
      expect.stringContaining('Close it'),
    ]);
  });

  it('is to ask for more than a filter can hold', () => {
    const many = (count: number, word: string, by: string): string =>
      Array.from({ length: count }, () => word).join(by);
    expect(mistakesOf(many(LIMITS.filterTerms, 'a', ' '))).toEqual([]);
    expect(mistakesOf(`${many(LIMITS.filterTerms, 'a', ' ')} b last:7d c`)).toEqual([
      ['b', expect.stringContaining('50')],
      ['c', expect.stringContaining('50')],
    ]);
    expect(mistakesOf(`actor:${many(LIMITS.filterValues, 'a', ',')}`)).toEqual([]);
    expect(mistakesOf(`actor:${many(LIMITS.filterValues, 'a', ',')},b,"c"`)).toEqual([
      [',b,"c"', expect.stringContaining('100')],
    ]);
    const long = 'x'.repeat(LIMITS.filterValue);
    expect(mistakesOf(`${long} actor:${long}`)).toEqual([]);
    expect(mistakesOf(`${long}x actor:ok,${long}x`)).toEqual([
      [`${long}x`, expect.stringContaining('512')],
      [`${long}x`, expect.stringContaining('512')],
    ]);
  });
});

describe('any text', () => {
  test.prop([fc.array(hostileText, { maxLength: 5 })], { numRuns: 20_000 })(
    'is read without a crash, into a valid filter or into mistakes with their places',
    (texts) => {
      const text = texts.join(' ');
      const result = parseQuery(text, CLOCK);
      if (result.ok) {
        expect(EventFilter.safeParse(filterOf(result.query, 0)).error).toBeUndefined();
        return;
      }
      let before = 0;
      expect(result.errors.length).toBeGreaterThan(0);
      for (const { start, end, message, expected } of result.errors) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(message).toMatch(/[.?]$/u);
        expect(expected).toMatch(/\.$/u);
        before = start;
      }
    },
  );

  test.prop([fc.array(hostileText, { maxLength: 5 })])(
    'but the space around conditions is part of one of them',
    (texts) => {
      const text = texts.join(' ');
      const { conditions } = parsed(text);
      let at = 0;
      for (const { start, end, parts } of conditions) {
        expect(text.slice(at, start)).toMatch(/^\s*$/u);
        expect(parts.map((part) => text.slice(part.start, part.end)).join('')).toBe(
          text.slice(start, end),
        );
        at = end;
      }
      expect(text.slice(at)).toMatch(/^\s*$/u);
    },
  );

  it.each([
    ['"', 300_001],
    ['a:', 100_000],
    ['-', 200_000],
    ['actor:a ', 20_000],
    ['actor:"', 20_000],
    ['outcome:x,', 20_000],
    ['outcome:x ', 20_000],
    ['foo:x ', 20_000],
    [' ', 300_000],
  ])('made of %j, many times over, is read too', (piece, count) => {
    expect(() => parsed(piece.repeat(count))).not.toThrow();
    expect(() => parsed(`outcome:${piece.repeat(count)}`)).not.toThrow();
  });
});

describe('the parts of a text', () => {
  const kinds = (text: string): string[][] =>
    parsed(text).conditions.map(({ parts }) =>
      parts.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`),
    );

  it('are told apart', () => {
    expect(kinds('disk -"is full" -actor:a,"b c" severity>=error')).toEqual([
      ['word disk'],
      ['negation -', 'word "is full"'],
      ['negation -', 'field actor', 'operator :', 'value a', 'operator ,', 'value "b c"'],
      ['field severity', 'operator >=', 'value error'],
    ]);
  });

  it('show what is mistaken, and what it is beside', () => {
    expect(kinds('outcome:success,fail actr:x')).toEqual([
      ['field outcome', 'operator :', 'value success', 'operator ,', 'error fail'],
      ['error actr', 'error :', 'value x'],
    ]);
  });

  it('belong to the condition that they say', () => {
    const { conditions } = parsed('disk outcome:fail last:7d actor:a');
    expect(conditions.map(({ term }) => term?.field ?? null)).toEqual([
      'text',
      null,
      null,
      'actor',
    ]);
  });
});
