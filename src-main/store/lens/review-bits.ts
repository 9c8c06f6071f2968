import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { REVIEW } from './chunk.ts';
import type { Chunk } from './chunk.ts';
import { locate } from './snapshot.ts';

/** Marks read in one slice. */
const SLICE_MARKS = 10_000;

/** Where each kind of mark stands. */
const MARKS = [
  [REVIEW.flagged, 'flag', 'TRUE'],
  [REVIEW.noted, 'note', 'TRUE'],
  [REVIEW.held, 'held_event', 'hold IN (SELECT id FROM hold WHERE release_act IS NULL)'],
] as const;

/**
 * Gives chunks the flags, notes and holds of their events as they are now. Holds on entities and
 * filters are not among them: those are questions of their own (plan.ts).
 */
export function* readReviews(db: ReadDb, chunks: readonly Chunk[]): Sliced<readonly Chunk[]> {
  const bits = new Map<number, Uint8Array<ArrayBuffer>>();
  for (const [bit, table, condition] of MARKS) {
    const statement = db.prepare<
      [number, number],
      { readonly occurredAt: number; readonly seq: number }
    >(
      `SELECT DISTINCT seq, occurred_at AS occurredAt FROM ${table}
       WHERE seq > ? AND ${condition} ORDER BY seq LIMIT ?`,
    );
    let afterSeq = 0;
    for (;;) {
      const marks = statement.all(afterSeq, SLICE_MARKS);
      for (const { occurredAt, seq } of marks) {
        const place = locate(chunks, occurredAt, seq);
        if (!place) continue;
        const review = bits.get(place.chunk) ?? new Uint8Array(chunks[place.chunk]?.length ?? 0);
        review[place.index] = (review[place.index] ?? 0) | bit;
        bits.set(place.chunk, review);
      }
      const last = marks.at(-1);
      if (!last || marks.length < SLICE_MARKS) break;
      afterSeq = last.seq;
      yield;
    }
  }
  return chunks.map((chunk, number) => {
    const review = bits.get(number) ?? null;
    return review === chunk.review ? chunk : { ...chunk, review };
  });
}
