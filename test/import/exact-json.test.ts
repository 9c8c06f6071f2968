import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTooDeep, parseExactJson } from '../../src-main/import/formats/exact-json.ts';

describe('reading JSON exactly', () => {
  it('keeps all digits of integers that no double holds, as text', () => {
    const text =
      '{"Keywords":-9214364837600034816,"list":[12345678901234567890,1],"same":"9007199254740993"}';
    expect(parseExactJson(text)).toEqual({
      Keywords: '-9214364837600034816',
      list: ['12345678901234567890', 1],
      same: '9007199254740993',
    });
  });

  it('leaves fractions, powers and what a double prints as it stands to be numbers', () => {
    const text = '[0.1234567890123456,1e300,9007199254740991,159798334519219620000]';
    expect(JSON.stringify(parseExactJson(text))).toBe(text.replace('1e300', '1e+300'));
  });

  it('reads everything else as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        fc.pre(!/\d{16}/u.test(text));
        expect(parseExactJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('shows every 64-bit integer with the digits it has', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (number) => {
        const [value] = parseExactJson(`[${number}]`) as [unknown];
        expect(String(value)).toBe(String(number));
      }),
    );
  });

  it('finds what is nested too deeply without exhausting the stack', () => {
    const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
    expect(isTooDeep(nested(64))).toBe(false);
    expect(isTooDeep(nested(65))).toBe(true);
    expect(isTooDeep(nested(5_000))).toBe(true);
  });
});
