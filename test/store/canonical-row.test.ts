import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { RowReader, RowWriter } from '../../src-main/store/chain/canonical-row.ts';
import type { RowValue } from '../../src-main/store/chain/canonical-row.ts';
import { createChain } from '../../src-main/store/chain/chain.ts';

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.maxSafeInteger(),
  fc.constantFrom(Number.MIN_SAFE_INTEGER, -1, 0, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER),
  fc.constant(null),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
);

function written(fields: readonly RowValue[]): Buffer {
  const writer = new RowWriter();
  writer.writeFields(fields);
  return writer.written;
}

function read(bytes: Buffer, count: number): RowValue[] {
  const reader = new RowReader(bytes, 0);
  return Array.from({ length: count }, () => reader.next());
}

describe('the encoded fields of a row', () => {
  test.prop([fc.array(value, { maxLength: 10 })])('read back as they were written', (fields) => {
    expect(read(written(fields), fields.length)).toEqual(fields);
  });

  test.prop([fc.array(value), fc.maxSafeInteger(), fc.maxSafeInteger(), fc.array(value)])(
    'are as if written so where an integer is replaced',
    (before, old, wanted, after) => {
      const bytes = written([...before, old, ...after]);
      const reader = new RowReader(bytes, 0);
      for (const field of before) expect(reader.next()).toEqual(field);
      expect(reader.replace(wanted)).toBe(wanted);
      for (const field of after) expect(reader.next()).toEqual(field);
      expect(bytes.equals(written([...before, wanted, ...after]))).toBe(true);
    },
  );

  it('are written in the same memory after it was cleared, and keep what was taken out', () => {
    const writer = new RowWriter();
    writer.writeFields(['x'.repeat(100_000)]);
    const first = Buffer.from(writer.written);
    writer.clear();
    writer.writeFields([1]);
    expect(read(writer.written, 1)).toEqual([1]);
    expect(writer.length).toBe(9);
    expect(read(first, 1)).toEqual(['x'.repeat(100_000)]);
  });

  it.each([1.5, Number.NaN, Infinity, 2 ** 53])('are no numbers such as %d', (number) => {
    expect(() => written([number])).toThrow(RangeError);
  });

  it('are not read from other bytes, nor behind their end', () => {
    expect(() => read(Buffer.from([9]), 1)).toThrow('kind 9');
    expect(() => read(written([1]), 2)).toThrow();
    expect(() => new RowReader(written(['a']), 0).replace(1)).toThrow('no integer');
  });
});

describe('the leaf of a row that is encoded already', () => {
  test.prop([fc.array(value), fc.nat(), fc.uint8Array({ minLength: 16, maxLength: 16 })])(
    'is that of its fields, whatever stood in the place of the header',
    (fields, seq, salt) => {
      const chain = createChain(Buffer.alloc(16, 7));
      const row = Buffer.concat([Buffer.alloc(54, 0xee), written(fields)]);
      expect(chain.leafOf(row, seq, salt)).toEqual(chain.leaf(seq, salt, fields));
    },
  );
});
