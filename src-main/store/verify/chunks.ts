/** Events that are checked in one piece, and whose targets are summed up together. */
export const CHUNK_EVENTS = 16_384;

/** A stretch of the chain, both ends included. */
export interface SeqRange {
  readonly first: number;
  readonly last: number;
}

/** Into how many stretches a chain is cut. */
export function chunkCount(headSeq: number): number {
  return Math.ceil(Math.max(0, headSeq) / CHUNK_EVENTS);
}

/** One of the stretches, counted from 0. */
export function chunkAt(index: number, headSeq: number): SeqRange {
  const first = index * CHUNK_EVENTS + 1;
  return { first, last: Math.min(first + CHUNK_EVENTS - 1, headSeq) };
}

/** The number of the stretch in which an event stands. */
export function chunkOf(seq: number): number {
  return Math.floor((seq - 1) / CHUNK_EVENTS);
}
