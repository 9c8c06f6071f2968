import { CHUNK_ROWS } from './chunk.ts';

/**
 * One byte for each row of a chunk, 1 where it matches. The bytes are also seen four at a time:
 * most words are all zero or all one, and are then done with at once.
 */
export interface Mask {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same memory; bytes beyond the chunk's rows are zero. */
  readonly words: Uint32Array<ArrayBuffer>;
}

const WORD_BYTES = 4;
const ALL_ONES = 0x01_01_01_01;

export function makeMask(): Mask {
  const bytes = new Uint8Array(CHUNK_ROWS);
  return { bytes, words: new Uint32Array(bytes.buffer) };
}

/** Sets rows [start, end) and clears all others, of so many. */
export function setRange(mask: Mask, start: number, end: number, rows: number): void {
  mask.words.fill(0, 0, wordsOf(rows));
  mask.bytes.fill(1, start, end);
}

/** Keeps the rows that are in another mask too; or, negated, those that are not. */
export function intersect(mask: Mask, other: Mask, negated: boolean, rows: number): void {
  const { words } = mask;
  const flip = negated ? ALL_ONES : 0;
  const end = wordsOf(rows);
  for (let word = 0; word < end; word += 1) {
    words[word] = (words[word] ?? 0) & ((other.words[word] ?? 0) ^ flip);
  }
}

/** Adds the rows of another mask. */
export function unite(mask: Mask, other: Mask, rows: number): void {
  const { words } = mask;
  const end = wordsOf(rows);
  for (let word = 0; word < end; word += 1) {
    words[word] = (words[word] ?? 0) | (other.words[word] ?? 0);
  }
}

/** Number of rows in a mask. */
export function countRows(mask: Mask, rows: number): number {
  let count = 0;
  const end = wordsOf(rows);
  for (let word = 0; word < end; word += 1) {
    // The sum of the four bytes, which are 0 or 1.
    count += Math.imul(mask.words[word] ?? 0, ALL_ONES) >>> 24;
  }
  return count;
}

/** The rows that have a value, 1 or 0, ascending; `count` of them. */
export function rowsWith(
  mask: Mask,
  value: 0 | 1,
  count: number,
  rows: number,
): Uint16Array<ArrayBuffer> {
  const { words } = mask;
  const flip = value === 1 ? 0 : ALL_ONES;
  const end = wordsOf(rows);
  // Every index is written, and overwritten unless its row counts: that is faster than asking.
  const indices = new Uint16Array(count + WORD_BYTES);
  let next = 0;
  for (let word = 0; word < end && next < count; word += 1) {
    const bits = (words[word] ?? 0) ^ flip;
    if (bits === 0) continue;
    const index = word * WORD_BYTES;
    indices[next] = index;
    next += bits & 1;
    indices[next] = index + 1;
    next += (bits >>> 8) & 1;
    indices[next] = index + 2;
    next += (bits >>> 16) & 1;
    indices[next] = index + 3;
    next += bits >>> 24;
  }
  return indices.slice(0, count);
}

/** Sets each row to what a table says of its code. */
export function fillFromTable(mask: Mask, codes: Codes, table: Uint8Array, rows: number): void {
  const { words, bytes } = mask;
  const wide = widened(codes);
  const end = wordsOf(rows);
  for (let word = 0; word < end; word += 1) {
    const index = word * WORD_BYTES;
    words[word] =
      (table[wide[index] ?? 0] ?? 0) |
      ((table[wide[index + 1] ?? 0] ?? 0) << 8) |
      ((table[wide[index + 2] ?? 0] ?? 0) << 16) |
      ((table[wide[index + 3] ?? 0] ?? 0) << 24);
  }
  bytes.fill(0, rows, end * WORD_BYTES);
}

type Codes = Uint8Array | Uint16Array;

const WIDE = new Uint16Array(CHUNK_ROWS + WORD_BYTES);

/**
 * Codes as 16-bit numbers, valid until the next call. Copying them costs next to nothing; loops
 * that meet one kind of array only run three times as fast (measured with V8 13).
 */
export function widened(codes: Codes): Uint16Array {
  WIDE.set(codes);
  WIDE.fill(0, codes.length, codes.length + WORD_BYTES);
  return WIDE;
}

function wordsOf(rows: number): number {
  return Math.ceil(rows / WORD_BYTES);
}
