import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { CHUNK_ROWS } from '../../../src-main/store/lens/chunk.ts';
import {
  countRows,
  fillFromTable,
  intersect,
  makeMask,
  rowsWith,
  setRange,
  unite,
  widened,
} from '../../../src-main/store/lens/mask.ts';
import type { Mask } from '../../../src-main/store/lens/mask.ts';

/** More rows than any chunk of these tests has: what a larger chunk may have left behind. */
const LARGEST = 64;

type Bits = readonly (0 | 1)[];

const bits = fc.array(fc.constantFrom<0 | 1>(0, 1), { minLength: 1, maxLength: 40 });
const twoBits = bits.chain((one) =>
  fc.tuple(
    fc.constant<Bits>(one),
    fc.array(fc.constantFrom<0 | 1>(0, 1), { minLength: one.length, maxLength: one.length }),
  ),
);

/** A mask that a larger chunk has used before, with all of its rows set. */
function used(): Mask {
  const mask = makeMask();
  mask.bytes.fill(1, 0, LARGEST);
  return mask;
}

/** A used mask with these rows set, as the lens sets them. */
function maskOf(rows: Bits): Mask {
  const mask = used();
  fillFromTable(mask, Uint8Array.from(rows), Uint8Array.of(0, 1), rows.length);
  return mask;
}

/** The rows of a mask; the bytes up to the end of their last word have to be zero. */
function rowsOf(mask: Mask, count: number): number[] {
  expect([...mask.bytes.subarray(count, Math.ceil(count / 4) * 4)].some((byte) => byte > 0)).toBe(
    false,
  );
  return [...mask.bytes.subarray(0, count)];
}

describe('a mask, whatever it was used for before', () => {
  test.prop([bits, fc.nat({ max: 40 }), fc.nat({ max: 40 })])(
    'is set from a row to another',
    (rows, one, other) => {
      const [start = 0, end = 0] = [one, other]
        .map((at) => Math.min(at, rows.length))
        .toSorted((a, b) => a - b);
      const mask = used();
      setRange(mask, start, end, rows.length);
      expect(rowsOf(mask, rows.length)).toEqual(
        rows.map((_, row) => (row >= start && row < end ? 1 : 0)),
      );
    },
  );

  test.prop([
    fc.array(fc.nat({ max: 299 }), { minLength: 1, maxLength: 40 }),
    fc.array(fc.constantFrom(0, 1), { minLength: 300, maxLength: 300 }),
  ])('is set to what a table says of codes of one byte or two', (codes, table) => {
    const expected = codes.map((code) => table[code]);
    const wide = used();
    fillFromTable(wide, Uint16Array.from(codes), Uint8Array.from(table), codes.length);
    expect(rowsOf(wide, codes.length)).toEqual(expected);
    const narrow = used();
    const short = codes.map((code) => code % 256);
    fillFromTable(narrow, Uint8Array.from(short), Uint8Array.from(table), codes.length);
    expect(rowsOf(narrow, codes.length)).toEqual(short.map((code) => table[code]));
  });

  test.prop([twoBits, fc.boolean()])(
    'keeps what another has, or has not',
    ([rows, other], negated) => {
      const mask = maskOf(rows);
      intersect(mask, maskOf(other), negated, rows.length);
      expect(rowsOf(mask, rows.length)).toEqual(
        rows.map((row, index) => row & (other[index] === (negated ? 0 : 1) ? 1 : 0)),
      );
    },
  );

  test.prop([twoBits])('takes up what another has', ([rows, other]) => {
    const mask = maskOf(rows);
    unite(mask, maskOf(other), rows.length);
    expect(rowsOf(mask, rows.length)).toEqual(rows.map((row, index) => row | (other[index] ?? 0)));
  });

  test.prop([bits])('is counted and listed, set rows as well as others', (rows) => {
    const mask = maskOf(rows);
    const having = (value: 0 | 1): number[] =>
      rows.flatMap((row, index) => (row === value ? [index] : []));
    expect(countRows(mask, rows.length)).toBe(having(1).length);
    for (const value of [0, 1] as const) {
      const listed = rowsWith(mask, value, having(value).length, rows.length);
      expect([...listed]).toEqual(having(value));
    }
  });
});

describe('a mask of a full chunk', () => {
  it('holds the last row as well as the first', () => {
    const codes = new Uint16Array(CHUNK_ROWS);
    codes[0] = 700;
    codes[CHUNK_ROWS - 1] = CHUNK_ROWS - 1;
    const table = new Uint8Array(CHUNK_ROWS);
    table[700] = 1;
    table[CHUNK_ROWS - 1] = 1;
    const mask = makeMask();
    fillFromTable(mask, codes, table, CHUNK_ROWS);
    expect(countRows(mask, CHUNK_ROWS)).toBe(2);
    expect([...rowsWith(mask, 1, 2, CHUNK_ROWS)]).toEqual([0, CHUNK_ROWS - 1]);
    expect(rowsWith(mask, 0, CHUNK_ROWS - 2, CHUNK_ROWS)).toEqual(
      Uint16Array.from({ length: CHUNK_ROWS - 2 }, (_, index) => index + 1),
    );
    setRange(mask, 0, CHUNK_ROWS, CHUNK_ROWS);
    expect(countRows(mask, CHUNK_ROWS)).toBe(CHUNK_ROWS);
  });
});

describe('codes made 16 bits wide', () => {
  it('are followed by zeros, also after a longer list', () => {
    widened(Uint16Array.from({ length: 9 }, () => 40_000));
    const wide = widened(Uint8Array.of(255, 7, 1));
    expect([...wide.subarray(0, 7)]).toEqual([255, 7, 1, 0, 0, 0, 0]);
  });
});
