import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CsvSplitter } from '../../src-main/import/formats/csv-splitter.ts';
import { CsvTable, splitRow } from '../../src-main/import/formats/csv-table.ts';
import { TOO_LARGE } from '../../src-main/import/formats/record.ts';
import { fixture } from './support/files.ts';
import { cutsArbitrary, split } from './support/split.ts';

const value = fc.oneof(
  fc.stringMatching(/^[a-z ,;"\r\n€é]{0,8}$/u),
  fc.constantFrom('', 'a', '"', '""', '\r\n', 'a,b'),
);

/** A value as RFC 4180 writes it: in quotes where it must be. */
function written(text: string, delimiter: string): string {
  const needsQuotes = /["\r\n]/u.test(text) || text.includes(delimiter);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}

describe('CsvSplitter', () => {
  it('finds the values and lines that were written, however the file is cut', () => {
    const row = fc.array(value, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 6 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        cutsArbitrary,
        (rows, delimiter, lineEnd, cuts) => {
          const texts = rows.map((values) =>
            values.map((text) => written(text, delimiter)).join(delimiter),
          );
          const file = texts.map((text) => text + lineEnd).join('');
          const records = split(new CsvSplitter(delimiter, 0), file, cuts);
          expect(records.map((record) => record.text)).toEqual(texts);
          expect(records.map((record) => splitRow(record.text, delimiter))).toEqual(rows);
          let line = 1;
          for (const [index, text] of texts.entries()) {
            expect(records[index]?.line).toBe(line);
            line += (text + lineEnd).split(/\r\n|\r|\n/u).length - 1;
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('reads real files with line ends in quotes as another parser does', () => {
    for (const name of ['git-history/commits.csv', 'timesketch/evtx_direct.csv']) {
      const text = readFileSync(fixture(name), 'utf8');
      const rows = split(new CsvSplitter(',', 0), text, [700, 1_500, 2_900]).map((record) =>
        splitRow(record.text, ','),
      );
      expect(rows).toEqual(parse(text, { relax_column_count: true, skip_empty_lines: true }));
    }
  });

  it('charges a quote that is never closed to its own row', () => {
    const file = 'a,b\r\n1,"x\r\ny"\r\n2,"open\r\n3,4\r\n5,6\r\n';
    expect(split(new CsvSplitter(',', 1), file, [30])).toEqual([
      { line: 2, text: '1,"x\r\ny"', problem: '' },
      { line: 4, text: '', problem: 'the quote opened on line 4 is never closed' },
      { line: 5, text: '3,4', problem: '' },
      { line: 6, text: '5,6', problem: '' },
    ]);
  });

  it('names the line of the quote, not that of the row', () => {
    const [record] = split(new CsvSplitter(',', 0), '"a\nb\nc","d\n');
    expect(record).toEqual({
      line: 1,
      text: '',
      problem: 'the quote opened on line 3 is never closed',
    });
  });

  it('rejects text behind a closing quote and quotes in the middle of a value', () => {
    expect(split(new CsvSplitter(',', 0), '"a"b,c\nd"e,f\n"g",h\n')).toEqual([
      { line: 1, text: '"a"b,c', problem: 'text behind a closing quote' },
      { line: 2, text: 'd"e,f', problem: 'a quote in the middle of a value' },
      { line: 3, text: '"g",h', problem: '' },
    ]);
  });

  it('rejects a row that is too large and goes on behind it', () => {
    const large = `${'x'.repeat(5_000_000)},1`;
    const records = split(
      new CsvSplitter(',', 0),
      `a,b\n${large}\nc,d\n"${large}\ne,f\n`,
      [4_500_000, 4_900_000, 7_000_000],
    );
    expect(records).toEqual([
      { line: 1, text: 'a,b', problem: '' },
      { line: 2, text: '', problem: TOO_LARGE },
      { line: 3, text: 'c,d', problem: '' },
      { line: 4, text: '', problem: 'the quote opened on line 4 is never closed' },
      { line: 5, text: 'e,f', problem: '' },
    ]);
  });
});

describe('CsvTable', () => {
  const table = new CsvTable(['time', 'user', 'note'], ',');

  it('names the values of a row', () => {
    expect(table.parse(Buffer.from('2026-01-01,"A ""B"" C",'))).toEqual({
      time: '2026-01-01',
      user: 'A "B" C',
      note: null,
    });
  });

  it('tells empty text from nothing at all', () => {
    expect(Object.values(table.parse(Buffer.from('2026-01-01,"",')))).toEqual([
      '2026-01-01',
      '',
      null,
    ]);
  });

  it('rejects every row that has not as many values as there are columns, and says so', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), (values) => {
        const row = Buffer.from(values.map((text) => written(text, ',')).join(','));
        if (values.length === 3) {
          expect(Object.values(table.parse(row))).toEqual(values.map((text) => text || null));
          return;
        }
        const kind = values.length < 3 ? 'short' : 'long';
        const columns = values.length === 1 ? '1 column' : `${values.length} columns`;
        expect(() => table.parse(row)).toThrow(`${kind} row: ${columns}, expected 3`);
      }),
    );
  });

  it('rejects bytes that are not UTF-8, and NUL', () => {
    expect(() => table.parse(Buffer.from('a,M\xfcller,c', 'latin1'))).toThrow(
      'not UTF-8: byte 4 is 0xFC',
    );
    expect(() => table.parse(Buffer.from('a,\0,c'))).toThrow('NUL');
  });
});
