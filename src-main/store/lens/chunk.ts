import { COLUMNS } from './rows.ts';
import type { Rows } from './rows.ts';

/** Rows of one chunk at most: their number fits 16 bits, and so do the codes within a chunk. */
export const CHUNK_ROWS = 65_536;

/**
 * One column of a chunk. Values are numbered within the chunk, so that a row takes one or two
 * bytes however large the dictionary is, and tables of the values that occur stay in the cache.
 */
export interface Column {
  /** Code in the dictionary of each value that occurs. */
  readonly values: Uint32Array<ArrayBuffer>;
  /** How many rows have each. */
  readonly counts: Uint32Array<ArrayBuffer>;
  /** Index into `values` of each row; null if all rows have the only one. */
  readonly codes: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | null;
}

/** Rows in order of time. A chunk never changes; what changes is replaced. */
export interface Chunk {
  readonly length: number;
  readonly base: number;
  /** Milliseconds since `base`; 32 bits are enough for 49 days. */
  readonly offsets: Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  readonly seqs: Uint32Array<ArrayBuffer>;
  readonly columns: readonly Column[];
  /** Bits of REVIEW for each row; null if none has any. */
  readonly review: Uint8Array<ArrayBuffer> | null;
}

/** What people added to an event. */
export const REVIEW = { flagged: 1, held: 2, noted: 4 } as const;
/** Values that a row's review bits can take. */
export const REVIEW_VALUES = 8;

/** Makes a chunk of rows [start, end), which are in order and at most CHUNK_ROWS. */
export function buildChunk(rows: Rows, start: number, end: number): Chunk {
  const base = rows.times[start] ?? 0;
  const length = end - start;
  const isLong = (rows.times[end - 1] ?? 0) - base > 0xff_ff_ff_ff;
  const offsets = isLong ? new Float64Array(length) : new Uint32Array(length);
  for (let index = 0; index < length; index += 1) {
    offsets[index] = (rows.times[start + index] ?? 0) - base;
  }
  const review = rows.review.slice(start, end);
  return {
    length,
    base,
    offsets,
    seqs: rows.seqs.slice(start, end),
    columns: rows.codes.map((codes) => buildColumn(codes.subarray(start, end))),
    review: review.some((bits) => bits !== 0) ? review : null,
  };
}

function buildColumn(codes: Uint32Array<ArrayBuffer>): Column {
  const values: number[] = [];
  const counts: number[] = [];
  const known = new Map<number, number>();
  const wide = new Uint16Array(codes.length);
  let last = -1;
  let local = 0;
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    if (code !== last) {
      last = code;
      const found = known.get(code);
      local = found ?? values.length;
      if (found === undefined) {
        known.set(code, local);
        values.push(code);
        counts.push(0);
      }
    }
    wide[index] = local;
    counts[local] = (counts[local] ?? 0) + 1;
  }
  return {
    values: Uint32Array.from(values),
    counts: Uint32Array.from(counts),
    codes: values.length === 1 ? null : values.length <= 256 ? Uint8Array.from(wide) : wide,
  };
}

/** Appends rows [start, end) of a chunk to a list. */
export function unpack(chunk: Chunk, start: number, end: number, rows: Rows): void {
  const at = rows.length;
  rows.reserve(end - start);
  rows.seqs.set(chunk.seqs.subarray(start, end), at);
  if (chunk.review) rows.review.set(chunk.review.subarray(start, end), at);
  else rows.review.fill(0, at, at + end - start);
  for (let index = start; index < end; index += 1) {
    rows.times[at + index - start] = timeAt(chunk, index);
  }
  for (let column = 0; column < COLUMNS.length; column += 1) {
    const from = chunk.columns[column];
    const to = rows.codes[column];
    if (!from || !to) continue;
    const { codes, values } = from;
    if (!codes) to.fill(values[0] ?? 0, at, at + end - start);
    else {
      for (let index = start; index < end; index += 1) {
        to[at + index - start] = values[codes[index] ?? 0] ?? 0;
      }
    }
  }
  rows.length = at + end - start;
}

/** When a row's event happened, ms UTC. */
export function timeAt(chunk: Chunk, index: number): number {
  return chunk.base + (chunk.offsets[index] ?? 0);
}

/** Index of the first row that stands at or after a place in the order of time. */
export function indexOfPlace(chunk: Chunk, occurredAt: number, seq: number): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const difference = timeAt(chunk, middle) - occurredAt || (chunk.seqs[middle] ?? 0) - seq;
    if (difference < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Memory of a chunk in bytes. */
export function chunkBytes(chunk: Chunk): number {
  const columns = chunk.columns.map(
    ({ values, counts, codes }) => values.byteLength + counts.byteLength + (codes?.byteLength ?? 0),
  );
  return (
    chunk.offsets.byteLength +
    chunk.seqs.byteLength +
    (chunk.review?.byteLength ?? 0) +
    columns.reduce((sum, bytes) => sum + bytes, 0)
  );
}
