import { CHUNK_ROWS, buildChunk, unpack } from './chunk.ts';
import type { Chunk } from './chunk.ts';
import { Rows, compareAt } from './rows.ts';
import { chunkOfPlace } from './snapshot.ts';

/** Collects rows in order of time, and cuts them into full chunks. */
export class ChunkWriter {
  readonly chunks: Chunk[] = [];
  readonly #chunkRows: number;
  #rows: Rows;

  /** @param chunkRows rows of a full chunk, at most {@link CHUNK_ROWS} */
  constructor(chunkRows: number = CHUNK_ROWS) {
    this.#chunkRows = chunkRows;
    this.#rows = new Rows(chunkRows);
  }

  /** Rows not yet in a chunk; more may be added in order, then {@link spill} called. */
  get rows(): Rows {
    return this.#rows;
  }

  /** Cuts off the rows that fill chunks. */
  spill(): void {
    while (this.#rows.length >= this.#chunkRows) this.#cut(this.#chunkRows);
  }

  /** Cuts off all rows, the last chunk being as full as it happens to be. */
  finish(): Chunk[] {
    this.spill();
    if (this.#rows.length > 0) this.#cut(this.#rows.length);
    return this.chunks;
  }

  #cut(count: number): void {
    const rows = this.#rows;
    this.chunks.push(buildChunk(rows, 0, count));
    const rest = new Rows(this.#chunkRows);
    for (let index = count; index < rows.length; index += 1) rest.take(rows, index);
    this.#rows = rest;
  }
}

/**
 * Adds rows to a list of chunks, replacing those that they fall into. Yields after each chunk.
 * @param added in order of time; none of them is in the list yet
 * @param chunkRows rows of a full chunk
 */
export function* mergeRows(
  chunks: readonly Chunk[],
  added: Rows,
  chunkRows: number,
): Generator<undefined, readonly Chunk[]> {
  if (added.length === 0) return chunks;
  if (chunks.length === 0) return cut(added, chunkRows, true);
  const merged: Chunk[] = [];
  let next = 0;
  for (const [number, chunk] of chunks.entries()) {
    const start = next;
    while (next < added.length && belongs(chunks, number, added, next)) next += 1;
    if (next === start) {
      merged.push(chunk);
      continue;
    }
    const rows = merge(chunk, added, start, next);
    // The trail grows at its end: there, chunks are filled before the next begins.
    const isEnd = number === chunks.length - 1;
    merged.push(...cut(rows, chunkRows, isEnd));
    yield;
  }
  return merged;
}

function belongs(chunks: readonly Chunk[], number: number, rows: Rows, index: number): boolean {
  return (
    number === chunks.length - 1 ||
    chunkOfPlace(chunks, rows.times[index] ?? 0, rows.seqs[index] ?? 0) <= number
  );
}

function merge(chunk: Chunk, added: Rows, start: number, end: number): Rows {
  const old = new Rows(chunk.length);
  unpack(chunk, 0, chunk.length, old);
  const rows = new Rows(chunk.length + end - start);
  let next = start;
  for (let index = 0; index < old.length; index += 1) {
    while (next < end && compareAt(added, next, old, index) < 0) {
      rows.take(added, next);
      next += 1;
    }
    rows.take(old, index);
  }
  for (; next < end; next += 1) rows.take(added, next);
  return rows;
}

/** Chunks of rows in order: full ones as far as they go; or, in the midst, with room to grow. */
function cut(rows: Rows, chunkRows: number, isEnd: boolean): Chunk[] {
  const chunks: Chunk[] = [];
  for (let start = 0; start < rows.length;) {
    const left = rows.length - start;
    const isLast = left <= chunkRows;
    const length = isLast ? left : Math.min(chunkRows, isEnd ? chunkRows : Math.ceil(left / 2));
    chunks.push(buildChunk(rows, start, start + length));
    start += length;
  }
  return chunks;
}
