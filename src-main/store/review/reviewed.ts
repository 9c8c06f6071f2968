import type { ReadDb } from '../sql/connection.ts';
import { sql } from '../sql/fragment.ts';

/**
 * Which events were reviewed: those up to the mark, by when they were recorded, and those that only
 * tell of a flag, a note, a hold or a mark, which need no review.
 */

/** seq of the last reviewed event, as SQL; 0 if none is. */
export const MARKED_SEQ = sql`(SELECT ifnull(max(up_to_seq), 0) FROM review_mark)`;

/**
 * The events that tell of acts of review, as `act`: by what is kept of the acts, because other
 * programs may call their own events the same. Undoing is not among them, so that it is noticed.
 */
export const ACTS = sql`SELECT act FROM flag_act UNION SELECT act FROM note UNION SELECT act FROM hold
  UNION SELECT release_act FROM hold WHERE release_act IS NOT NULL
  UNION SELECT act FROM review_mark`;

/** Those of them after the mark: the others are reviewed anyway. */
export const ACTS_SINCE = sql`SELECT act FROM (${ACTS}) WHERE act > ${MARKED_SEQ}`;

/** seq of the last reviewed event; 0 if none is. */
export function markedSeq(db: ReadDb): number {
  const marked = db.prepare<[], number>('SELECT max(up_to_seq) FROM review_mark').pluck().get();
  return marked ?? 0;
}

/** The acts of review after the mark. */
export function actsSince(db: ReadDb): ReadonlySet<number> {
  return new Set(db.prepare<[], number>(ACTS_SINCE.text).pluck().all());
}
