import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter } from '../../src-main/import/formats/line-splitter.ts';
import { TOO_LARGE } from '../../src-main/import/formats/record.ts';
import { cutsArbitrary, split } from './support/split.ts';

describe('LineSplitter', () => {
  it('yields every line that is not blank, with its number, however the file is cut', () => {
    const line = fc
      .oneof(fc.string(), fc.constantFrom('', ' ', '\t', '{}'))
      .map((text) => text.replaceAll(/[\r\n]/gu, ''));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n'))),
        line,
        cutsArbitrary,
        (lines, last, cuts) => {
          const text = lines.map((parts) => parts.join('')).join('') + last;
          const expected = [...lines.map(([content]) => content), last]
            .map((content, index) => ({ line: index + 1, text: content, problem: '' }))
            .filter((record) => /[^ \t\r]/u.test(record.text));
          expect(split(new LineSplitter(), text, cuts)).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('rejects a line that is too large and goes on behind it', () => {
    const text = `{"a":1}\n${'x'.repeat(4_194_305)}\n{"b":2}\n${'y'.repeat(4_194_304)}`;
    const records = split(new LineSplitter(), text, [100, 1_000_000, 3_000_000, 4_194_400]);
    expect(records.map((record) => [record.line, record.text.length, record.problem])).toEqual([
      [1, 7, ''],
      [2, 0, TOO_LARGE],
      [3, 7, ''],
      [4, 4_194_304, ''],
    ]);
  });
});
