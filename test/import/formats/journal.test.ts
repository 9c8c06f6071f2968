import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJournalRecord } from '../../../src-main/import/formats/journal-record.ts';
import { JournalSplitter } from '../../../src-main/import/formats/journal-splitter.ts';
import { TOO_LARGE } from '../../../src-main/import/formats/record.ts';
import { cutsArbitrary, split } from '../support/split.ts';

/** A field as the journal writes what cannot stand on one line. */
function binary(name: string, data: Buffer | string, length = Buffer.from(data).length): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(length));
  return Buffer.concat([Buffer.from(`${name}\n`), size, Buffer.from(data), Buffer.from('\n')]);
}

const FIRST = '__CURSOR=s=1;i=2\n__REALTIME_TIMESTAMP=1534860261221373\nMESSAGE=a = b\n';
const SECOND = Buffer.concat([
  Buffer.from('__REALTIME_TIMESTAMP=1534860261221374\n'),
  binary('MESSAGE', 'two\n\nlines'),
  Buffer.from('PRIORITY=6\n'),
]);

describe('JournalSplitter', () => {
  it('cuts where an empty line stands, but not in binary data', () => {
    const file = Buffer.concat([Buffer.from(`${FIRST}\n`), SECOND, Buffer.from('\n\n'), SECOND]);
    const records = split(new JournalSplitter(), file, [3, 80, 120]);
    expect(records).toEqual([
      { line: 1, text: FIRST.slice(0, -1), problem: '' },
      { line: 5, text: SECOND.subarray(0, -1).toString('utf8'), problem: '' },
      // MESSAGE, its length with a line feed in it (10 bytes), three lines, PRIORITY, two empty ones.
      { line: 14, text: SECOND.subarray(0, -1).toString('utf8'), problem: '' },
    ]);
  });

  it.each([
    ['no field', 'A=1\nnot a field\nB=2\n\nC=3\n', 'holds what is no field of a journal'],
    ['a small name', 'a=1\n\nC=3\n', 'holds what is no field of a journal'],
    ['no name', '=1\n\nC=3\n', 'holds what is no field of a journal'],
    ['a long name', `${'A'.repeat(65)}=1\n\nC=3\n`, 'holds what is no field of a journal'],
    [
      'a wrong length',
      Buffer.concat([binary('A', 'xyz', 2), Buffer.from('\nC=3\n')]),
      'holds what is no field of a journal',
    ],
  ])('rejects a record with %s and goes on behind it', (_what, file, problem) => {
    const records = split(new JournalSplitter(), file, [1, 5]);
    expect(records.map((record) => [record.text, record.problem])).toEqual([
      ['', problem],
      ['C=3', ''],
    ]);
  });

  it('rejects a record that the end of the file cuts off', () => {
    const cutOff = [{ line: 3, text: '', problem: 'it ends in the middle of a record' }];
    expect(split(new JournalSplitter(), 'A=1\n\nB').slice(1)).toEqual(cutOff);
    const data = Buffer.concat([Buffer.from('A=1\n\n'), binary('B', 'xy', 1e15)]);
    expect(split(new JournalSplitter(), data, [7]).slice(1)).toEqual(cutOff);
    expect(split(new JournalSplitter(), 'A=1\nB=2')[0]).toEqual({
      line: 1,
      text: 'A=1\nB=2',
      problem: '',
    });
  });

  it('rejects a record that is too large and goes on behind it', () => {
    const text = `A=${'x'.repeat(5_000_000)}\n\nB=${'y'.repeat(4_194_302)}\n\n`;
    const data = binary('C', Buffer.alloc(5_000_000, '\n'));
    const file = Buffer.concat([Buffer.from(text), data, Buffer.from('\nD=1\n')]);
    const records = split(new JournalSplitter(), file, [4_300_000, 9_000_000, 9_500_000]);
    expect(records.map((record) => [record.line, record.text.length, record.problem])).toEqual([
      [1, 0, TOO_LARGE],
      [3, 4_194_304, ''],
      [5, 0, TOO_LARGE],
      [5_000_008, 3, ''],
    ]);
  });

  it('yields the same records however the file is cut', () => {
    const field = fc.oneof(
      fc
        .constantFrom('A=1\n', 'MESSAGE=ä=\n', '\n', '\n', 'broken\n', 'x y\n')
        .map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 12 }).map((data) => binary('DATA', Buffer.from(data))),
      fc.constant(binary('D', 'abc', 5)),
    );
    fc.assert(
      fc.property(fc.array(field, { maxLength: 20 }), cutsArbitrary, (fields, cuts) => {
        const file = Buffer.concat(fields);
        const records = split(new JournalSplitter(), file, cuts);
        expect(records).toEqual(split(new JournalSplitter(), file));
      }),
      { numRuns: 300 },
    );
  });
});

describe('parseJournalRecord', () => {
  it('reads texts, binary texts, and what is no text as Base64', () => {
    const bytes = Buffer.concat([
      Buffer.from('__REALTIME_TIMESTAMP=1534860261221373\nMESSAGE=a = b\n_UID=0\nEMPTY=\n'),
      binary('STACK', 'two\nlines'),
      binary('BLOB', Buffer.from([0xff, 0x00, 0x0a])),
    ]);
    expect(parseJournalRecord(bytes.subarray(0, -1))).toEqual({
      __REALTIME_TIMESTAMP: '1534860261221373',
      MESSAGE: 'a = b',
      _UID: '0',
      EMPTY: '',
      STACK: 'two\nlines',
      BLOB: '/wAK',
    });
  });

  it('makes a list of a field that is there several times', () => {
    expect(parseJournalRecord(Buffer.from('A=1\nB=2\nA=3\nA=4'))).toEqual({
      A: ['1', '3', '4'],
      B: '2',
    });
  });

  it('reads back whatever was written', () => {
    const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/u);
    const fields = fc.uniqueArray(fc.tuple(name, fc.string({ unit: 'binary' })), {
      selector: ([key]) => key,
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(fields, cutsArbitrary, (given, cuts) => {
        const file = Buffer.concat(
          given.map(([key, value]) =>
            value.includes('\n') ? binary(key, value) : Buffer.from(`${key}=${value}\n`),
          ),
        );
        const splitter = new JournalSplitter();
        const found = split(splitter, file, cuts);
        expect(found.map((record) => record.problem)).toEqual(['']);
        const expected = given.map(([key, value]) => [key, Buffer.from(value).toString('utf8')]);
        expect(Object.entries(parseJournalRecord(file.subarray(0, -1)))).toEqual(
          Object.entries(Object.fromEntries(expected)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
