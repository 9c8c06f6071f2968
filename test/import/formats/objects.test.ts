import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonRecord } from '../../../src-main/import/formats/json-record.ts';
import { ObjectSplitter } from '../../../src-main/import/formats/object-splitter.ts';
import { TOO_LARGE } from '../../../src-main/import/formats/record.ts';
import { WrappersSplitter } from '../../../src-main/import/formats/wrappers-splitter.ts';
import { cutsArbitrary, split } from '../support/split.ts';

const BREAKS = 'not valid JSON: it breaks off before its end';

describe('ObjectSplitter', () => {
  it('cuts objects over several lines, with whatever stands between them', () => {
    const file = '{\n  "a": "}{"\n}\n{"b":[{}]}{"c":1},\n\n\x1e{\n\t"d": {"e": "\\""}\n}';
    expect(split(new ObjectSplitter(), file, [5, 11])).toEqual([
      { line: 1, text: '{\n  "a": "}{"\n}', problem: '' },
      { line: 4, text: '{"b":[{}]}', problem: '' },
      { line: 4, text: '{"c":1}', problem: '' },
      { line: 6, text: '{\n\t"d": {"e": "\\""}\n}', problem: '' },
    ]);
  });

  it('rejects lines of something else one by one', () => {
    const file = 'started\n\n{"a":1} and more {\n[1]\n{"b":2}\n';
    expect(split(new ObjectSplitter(), file)).toEqual([
      { line: 1, text: '', problem: 'not a JSON object' },
      { line: 3, text: '{"a":1}', problem: '' },
      { line: 3, text: '', problem: 'not a JSON object' },
      { line: 4, text: '', problem: 'not a JSON object' },
      { line: 5, text: '{"b":2}', problem: '' },
    ]);
  });

  it.each([
    ['a text that goes over a line', '{\n  "a": "x\n}\n'],
    ['a bracket too many', '{\n  "a": [1}]\n}\n'],
    ['the next object in the middle', '{\n  "a": 1,\n'],
    ['the next object where a value might be', '{\n  "a": [\n'],
    ['an object without a name', '{"a": 1, {"b": 2}}\n'],
  ])('charges %s to its own object', (_what, broken) => {
    const good = '{\n  "b": 2\n}';
    const records = split(new ObjectSplitter(), `${broken}${good}\n${good}\n`, [7, 12]);
    const line = broken.split('\n').length;
    expect(records).toEqual([
      { line: 1, text: '', problem: BREAKS },
      { line, text: good, problem: '' },
      { line: line + 3, text: good, problem: '' },
    ]);
  });

  it('says when the file ends too early', () => {
    expect(split(new ObjectSplitter(), '{"a":1}\n{"b":', [9])[1]).toEqual({
      line: 2,
      text: '',
      problem: 'it ends in the middle of a record',
    });
  });

  it('rejects an object that is too large and goes on behind it', () => {
    const file = `{"a":"${'x'.repeat(5_000_000)}"}\n{"b":2}`;
    expect(split(new ObjectSplitter(), file, [100, 4_500_000])).toEqual([
      { line: 1, text: '', problem: TOO_LARGE },
      { line: 2, text: '{"b":2}', problem: '' },
    ]);
  });

  it('finds every object that was written, however the file is cut', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });
    const written = fc
      .tuple(object, fc.constantFrom(0, 2, '\t'))
      .map(([value, indent]) => JSON.stringify(value, null, indent));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(written, fc.constantFrom('\n', '', ', ', '\r\n\r\n')), { maxLength: 6 }),
        cutsArbitrary,
        (objects, cuts) => {
          const file = objects.flat().join('');
          const records = split(new ObjectSplitter(), file, cuts);
          expect(records.map((record) => record.text)).toEqual(objects.map(([text]) => text));
          let line = 1;
          for (const [index, parts] of objects.entries()) {
            expect(records[index]?.line).toBe(line);
            line += parts.join('').split('\n').length - 1;
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('yields the same of damaged files, however they are cut', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      '\n',
      ' ',
      ',',
      ':',
      'x',
      '{"a":1}',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), cutsArbitrary, (parts, cuts) => {
        const file = parts.join('');
        expect(split(new ObjectSplitter(), file, cuts)).toEqual(split(new ObjectSplitter(), file));
      }),
      { numRuns: 500 },
    );
  });
});

describe('WrappersSplitter', () => {
  it('finds the records of documents that follow each other', () => {
    const file = '{"Records":[{"a":1},\n{"a":2}]}{"Records":[{"a":3}]}\n{"Records":[]}\n';
    expect(split(new WrappersSplitter(), file, [4, 30])).toEqual([
      { line: 1, text: '{"a":1}', problem: '' },
      { line: 2, text: '{"a":2}', problem: '' },
      { line: 2, text: '{"a":3}', problem: '' },
    ]);
  });

  it('rejects what follows a broken one, once', () => {
    const file = '{"Records":[{"a":1}]}\n{"Records":[{"a":2}}\n{"Records":[{"a":3}]}\n';
    expect(split(new WrappersSplitter(), file, [24, 44, 50])).toEqual([
      { line: 1, text: '{"a":1}', problem: '' },
      { line: 2, text: '{"a":2}', problem: '' },
      { line: 2, text: '', problem: 'expected “,” or “]”; nothing behind it was read' },
    ]);
  });
});

describe('parseJsonRecord', () => {
  it('reads a record that was written as a text', () => {
    expect(parseJsonRecord(Buffer.from('"{\\"a\\":\\"b\\"}"'))).toEqual({ a: 'b' });
    expect(() => parseJsonRecord(Buffer.from('"{\\"a\\":"'))).toThrow(
      'it ends in the middle of a record',
    );
    expect(() => parseJsonRecord(Buffer.from('"hello"'))).toThrow('not an object but a string');
  });
});
