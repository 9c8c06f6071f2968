import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { chunkBytes } from '../../../src-main/store/lens/chunk.ts';
import { dictionaryBytes } from '../../../src-main/store/lens/dictionaries.ts';
import {
  chunkOfPlace,
  locate,
  rowCount,
  snapshotBytes,
} from '../../../src-main/store/lens/snapshot.ts';
import { byTime, chunksOf, plainRows, plainRowsOf, snapshotOf } from '../support/lens-rows.ts';

const chunkRows = fc.integer({ min: 1, max: 9 });
/** Places at, between, before and after those of `plainRows`. */
const place = fc.record({
  occurredAt: fc.constantFrom(
    -7e13,
    -62_135_596_800_000,
    -1,
    0,
    1,
    2,
    4,
    6,
    1_700_000_000_000,
    2e14,
  ),
  seq: fc.nat({ max: 201 }),
  code: fc.constant(0),
  review: fc.constant(0),
});

describe('a snapshot', () => {
  test.prop([plainRows, chunkRows])('knows how many rows stand before each chunk', (rows, most) => {
    const snapshot = snapshotOf(chunksOf(rows.toSorted(byTime), most), 200);
    expect(rowCount(snapshot)).toBe(rows.length);
    expect(snapshot.starts).toHaveLength(snapshot.chunks.length + 1);
    for (const number of snapshot.chunks.keys()) {
      const before = plainRowsOf(snapshot.chunks.slice(0, number));
      expect(snapshot.starts[number]).toBe(before.length);
    }
  });

  test.prop([plainRows, chunkRows, place])(
    'finds the chunk in which a place stands, or would stand',
    (rows, most, wanted) => {
      const chunks = chunksOf(rows.toSorted(byTime), most);
      const begins = chunks.map((chunk) => plainRowsOf([chunk])[0]);
      const expected = begins.findLastIndex((begin) => begin && byTime(begin, wanted) <= 0);
      expect(chunkOfPlace(chunks, wanted.occurredAt, wanted.seq)).toBe(Math.max(0, expected));
    },
  );

  test.prop([plainRows, chunkRows, place])(
    'finds every row where it stands, and nothing that is not there',
    (rows, most, wanted) => {
      const sorted = rows.toSorted(byTime);
      const { chunks, starts } = snapshotOf(chunksOf(sorted, most), 200);
      for (const [position, { occurredAt, seq }] of sorted.entries()) {
        const found = locate(chunks, occurredAt, seq);
        expect((starts[found?.chunk ?? -1] ?? Number.NaN) + (found?.index ?? 0)).toBe(position);
      }
      const isThere = rows.some((row) => byTime(row, wanted) === 0);
      expect(locate(chunks, wanted.occurredAt, wanted.seq) !== null).toBe(isThere);
    },
  );

  it('of nothing has no rows and finds none', () => {
    const snapshot = snapshotOf([], 0);
    expect(rowCount(snapshot)).toBe(0);
    expect(locate([], 0, 1)).toBeNull();
  });

  it('counts the memory of its chunks and its words', () => {
    const rows = Array.from({ length: 10 }, (_, index) => ({
      occurredAt: index,
      seq: index + 1,
      code: index % 2,
      review: index === 9 ? 1 : 0,
    }));
    const snapshot = snapshotOf(chunksOf(rows, 5), 10);
    // Each row: offset and seq of four bytes, and a code of one byte in nine columns; each column:
    // two values, counted. The second chunk has a byte of review for each row.
    const [first = 0, second = 0] = snapshot.chunks.map(chunkBytes);
    expect([first, second]).toEqual([5 * 17 + 9 * 2 * 8, 5 * 18 + 9 * 2 * 8]);
    expect(snapshotBytes(snapshot)).toBe(first + second + dictionaryBytes(snapshot.dictionaries));
    snapshot.dictionaries.action.code('a.rather.long.word');
    expect(snapshotBytes(snapshot)).toBeGreaterThan(first + second + 2 * 18);
  });
});
