import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ChunkWriter, mergeRows } from '../../../src-main/store/lens/chunk-list.ts';
import { CHUNK_ROWS } from '../../../src-main/store/lens/chunk.ts';
import type { Chunk } from '../../../src-main/store/lens/chunk.ts';
import { finish } from '../../../src-main/store/sliced.ts';
import { byTime, chunksOf, packRows, plainRows, plainRowsOf } from '../support/lens-rows.ts';
import type { PlainRow } from '../support/lens-rows.ts';

const chunkRows = fc.integer({ min: 1, max: 9 });

/** Cuts a list into pieces of these sizes, in turns. */
function piecesOf<Item>(items: readonly Item[], sizes: readonly number[]): Item[][] {
  const pieces: Item[][] = [];
  for (let start = 0; start < items.length;) {
    const size = sizes[pieces.length % sizes.length] ?? 1;
    pieces.push(items.slice(start, start + size));
    start += size;
  }
  return pieces;
}

/** What a column says of its values has to be what its rows have. */
function expectTrueCounts(chunk: Chunk): void {
  for (const { values, counts, codes } of chunk.columns) {
    const found = new Map<number, number>();
    for (let index = 0; index < chunk.length; index += 1) {
      const value = values[codes?.[index] ?? 0] ?? -1;
      found.set(value, (found.get(value) ?? 0) + 1);
    }
    expect(new Map(Array.from(values, (value, index) => [value, counts[index]]))).toEqual(found);
    expect(new Set(values).size).toBe(values.length);
  }
}

describe('rows that come in batches, in whatever order', () => {
  test.prop([
    plainRows,
    fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 3 }),
    chunkRows,
  ])('are in the end those of a list made at once', (rows, sizes, most) => {
    let chunks: readonly Chunk[] = [];
    const before: { readonly chunks: readonly Chunk[]; readonly rows: readonly PlainRow[] }[] = [];
    for (const batch of piecesOf(rows, sizes)) {
      before.push({ chunks, rows: plainRowsOf(chunks) });
      chunks = finish(mergeRows(chunks, packRows(batch.toSorted(byTime)), most));
      for (const { length } of chunks) {
        expect(length).toBeGreaterThan(0);
        expect(length).toBeLessThanOrEqual(most);
      }
    }
    expect(plainRowsOf(chunks)).toEqual(rows.toSorted(byTime));
    expect(plainRowsOf(chunks)).toEqual(plainRowsOf(chunksOf(rows.toSorted(byTime), most)));
    for (const chunk of chunks) expectTrueCounts(chunk);
    // A list that somebody still holds is what it was.
    for (const { chunks: held, rows: then } of before) expect(plainRowsOf(held)).toEqual(then);
  });

  test.prop([plainRows, plainRows, chunkRows])(
    'leave every chunk as it is that they do not fall into',
    (rows, more, most) => {
      const chunks = chunksOf(rows.toSorted(byTime), most);
      const added = more.filter(({ seq }) => rows.every((row) => row.seq !== seq)).toSorted(byTime);
      const merged = finish(mergeRows(chunks, packRows(added), most));
      const [first] = chunks;
      for (const [number, chunk] of chunks.entries()) {
        const start = plainRowsOf([chunk])[0];
        const next = chunks[number + 1];
        const end = next && plainRowsOf([next])[0];
        const isHit = added.some(
          (row) =>
            (chunk === first || (start !== undefined && byTime(row, start) > 0)) &&
            (end === undefined || byTime(row, end) < 0),
        );
        expect(merged.includes(chunk)).toBe(!isHit);
      }
    },
  );

  it('that are none change nothing', () => {
    const chunks = chunksOf([{ occurredAt: 1, seq: 1, code: 0, review: 0 }], 4);
    expect(finish(mergeRows(chunks, packRows([]), 4))).toBe(chunks);
    expect(finish(mergeRows([], packRows([]), 4))).toEqual([]);
  });

  it('fill chunks at the end of the trail, and leave room where they come between', () => {
    const rowsAt = (from: number, count: number, step: number): PlainRow[] =>
      Array.from({ length: count }, (_, index) => ({
        occurredAt: from + index * step,
        seq: from * 100 + index + 1,
        code: 0,
        review: 0,
      }));
    const chunks = finish(mergeRows([], packRows(rowsAt(0, 25, 10)), 10));
    expect(chunks.map(({ length }) => length)).toEqual([10, 10, 5]);
    const longer = finish(mergeRows(chunks, packRows(rowsAt(1_000, 8, 10)), 10));
    expect(longer.map(({ length }) => length)).toEqual([10, 10, 10, 3]);
    const between = finish(mergeRows(longer, packRows(rowsAt(1, 2, 10)), 10));
    expect(between.map(({ length }) => length)).toEqual([6, 6, 10, 10, 3]);
  });
});

describe('a writer of chunks', () => {
  test.prop([plainRows, fc.integer({ min: 1, max: 20 }), chunkRows])(
    'fills all chunks but the last',
    (rows, at, most) => {
      const sorted = rows.toSorted(byTime);
      const writer = new ChunkWriter(most);
      for (const piece of piecesOf(sorted, [at])) {
        for (const [index] of piece.entries()) writer.rows.take(packRows(piece), index);
        writer.spill();
        expect(writer.rows.length).toBeLessThan(most);
      }
      const chunks = writer.finish();
      expect(plainRowsOf(chunks)).toEqual(sorted);
      expect(chunks.slice(0, -1).every(({ length }) => length === most)).toBe(true);
      for (const chunk of chunks) expectTrueCounts(chunk);
    },
  );

  it('numbers more values than a byte can, up to a different one for each row', () => {
    const rows = Array.from({ length: CHUNK_ROWS }, (_, index) => ({
      occurredAt: index * 100_000,
      seq: index + 1,
      code: index % 300 === 0 ? index : index % 257,
      review: 0,
    }));
    const writer = new ChunkWriter();
    const packed = packRows(rows);
    for (let index = 0; index < packed.length; index += 1) writer.rows.take(packed, index);
    const [chunk, ...others] = writer.finish();
    expect(others).toEqual([]);
    expect(chunk?.columns[0]?.codes).toBeInstanceOf(Uint16Array);
    // 65,535 times 100 seconds are more than 32 bits of milliseconds.
    expect(chunk?.offsets).toBeInstanceOf(Float64Array);
    expect(chunk && plainRowsOf([chunk])).toEqual(rows);
  });
});
