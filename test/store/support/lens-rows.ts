import fc from 'fast-check';
import { ChunkWriter } from '../../../src-main/store/lens/chunk-list.ts';
import { unpack } from '../../../src-main/store/lens/chunk.ts';
import type { Chunk } from '../../../src-main/store/lens/chunk.ts';
import { emptyDictionaries } from '../../../src-main/store/lens/dictionaries.ts';
import { COLUMNS, Rows } from '../../../src-main/store/lens/rows.ts';
import { makeSnapshot } from '../../../src-main/store/lens/snapshot.ts';
import type { Snapshot } from '../../../src-main/store/lens/snapshot.ts';

/** A row of the lens as a test thinks of it. */
export interface PlainRow {
  readonly occurredAt: number;
  readonly seq: number;
  /** Of every column, told apart by the column's number. */
  readonly code: number;
  readonly review: number;
}

/** Few moments, so that many rows share one; far enough apart for 32 bits to be too few. */
const moment = fc.constantFrom(-62_135_596_800_000, -1, 0, 1, 2, 3, 4, 5, 1_700_000_000_000);

/** Rows of different events, in no order. */
export const plainRows: fc.Arbitrary<PlainRow[]> = fc.uniqueArray(
  fc.record({
    occurredAt: moment,
    seq: fc.integer({ min: 1, max: 200 }),
    code: fc.nat({ max: 3 }),
    review: fc.constantFrom(0, 0, 0, 1, 5),
  }),
  { selector: ({ seq }) => seq, maxLength: 60 },
);

/** The order of time. */
export function byTime(a: PlainRow, b: PlainRow): number {
  return a.occurredAt - b.occurredAt || a.seq - b.seq;
}

/** As the lens keeps them, in the order given. */
export function packRows(plain: readonly PlainRow[]): Rows {
  const rows = new Rows(plain.length);
  rows.length = plain.length;
  for (const [index, { occurredAt, seq, code, review }] of plain.entries()) {
    rows.times[index] = occurredAt;
    rows.seqs[index] = seq;
    rows.review[index] = review;
    for (const [column, codes] of rows.codes.entries()) codes[index] = code * (column + 1);
  }
  return rows;
}

/** The rows of chunks, in their order. @throws Error if the columns of a row do not fit together */
export function plainRowsOf(chunks: readonly Chunk[]): PlainRow[] {
  const rows = new Rows(0);
  for (const chunk of chunks) unpack(chunk, 0, chunk.length, rows);
  return Array.from({ length: rows.length }, (_, index): PlainRow => {
    const code = rows.codes[0]?.[index] ?? 0;
    for (const [column, codes] of rows.codes.entries()) {
      if (codes[index] !== code * (column + 1)) throw new Error(`${COLUMNS[column]} is torn apart`);
    }
    return {
      occurredAt: rows.times[index] ?? 0,
      seq: rows.seqs[index] ?? 0,
      code,
      review: rows.review[index] ?? 0,
    };
  });
}

/** Full chunks of rows that are in the order of time. */
export function chunksOf(plain: readonly PlainRow[], chunkRows: number): readonly Chunk[] {
  const writer = new ChunkWriter(chunkRows);
  for (const [index] of plain.entries()) {
    writer.rows.take(packRows(plain), index);
    writer.spill();
  }
  return writer.finish();
}

/** A snapshot with these chunks and no words: its columns have codes only. */
export function snapshotOf(chunks: readonly Chunk[], headSeq: number): Snapshot {
  return makeSnapshot({ chunks, dictionaries: emptyDictionaries(), headSeq, pruned: 0, review: 0 });
}
