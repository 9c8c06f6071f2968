import { chunkBytes, indexOfPlace, timeAt } from './chunk.ts';
import type { Chunk } from './chunk.ts';
import { dictionaryBytes } from './dictionaries.ts';
import type { Dictionaries } from './dictionaries.ts';

/**
 * The lens at one moment. A later moment has chunks of its own where something changed, so a
 * result that holds a snapshot keeps its rows whatever is recorded, flagged or pruned meanwhile.
 */
export interface Snapshot {
  /** In order of time; none is empty. */
  readonly chunks: readonly Chunk[];
  /** Rows before each chunk, and after the last one. */
  readonly starts: Float64Array;
  readonly dictionaries: Dictionaries;
  /** seq of the newest event that is taken into account. */
  readonly headSeq: number;
  /** Number of events pruned so far. */
  readonly pruned: number;
  /** Version of flags, notes and holds. */
  readonly review: number;
}

export function makeSnapshot(parts: Omit<Snapshot, 'starts'>): Snapshot {
  const starts = new Float64Array(parts.chunks.length + 1);
  for (const [index, { length }] of parts.chunks.entries()) {
    starts[index + 1] = (starts[index] ?? 0) + length;
  }
  return { ...parts, starts };
}

/** Number of rows. */
export function rowCount({ starts }: Snapshot): number {
  return starts.at(-1) ?? 0;
}

/** Index of the chunk in which a place in the order of time stands or would stand. */
export function chunkOfPlace(chunks: readonly Chunk[], occurredAt: number, seq: number): number {
  let low = 0;
  let high = chunks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const chunk = chunks[middle];
    if (!chunk) break;
    const difference = chunk.base - occurredAt || (chunk.seqs[0] ?? 0) - seq;
    if (difference <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where an event stands; null if it is not there. */
export function locate(
  chunks: readonly Chunk[],
  occurredAt: number,
  seq: number,
): { readonly chunk: number; readonly index: number } | null {
  const number = chunkOfPlace(chunks, occurredAt, seq);
  const chunk = chunks[number];
  if (!chunk) return null;
  const index = indexOfPlace(chunk, occurredAt, seq);
  const isThere = index < chunk.length && chunk.seqs[index] === seq;
  return isThere && timeAt(chunk, index) === occurredAt ? { chunk: number, index } : null;
}

/** Memory of a snapshot in bytes. */
export function snapshotBytes({ chunks, dictionaries }: Snapshot): number {
  return dictionaryBytes(dictionaries) + chunks.reduce((sum, chunk) => sum + chunkBytes(chunk), 0);
}
