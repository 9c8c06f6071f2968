import { AnnalsError } from '#shared/ipc/failure.ts';
import type { MarkResult, MarkReviewed, ReviewState } from '#shared/model/review-mark.ts';
import { headOf } from '../queries/scan.ts';
import type { ReadDb, WriteDb } from '../sql/connection.ts';
import { sql } from '../sql/fragment.ts';
import type { ByOperator, StoreWrites } from '../store-api.ts';
import { choose, chosenEvents } from './chosen.ts';
import type { ReviewTrail } from './review-trail.ts';
import { ACTS, markedSeq } from './reviewed.ts';
import { counted, shortened } from './words.ts';

/** Sign-offs that the trail was looked through. The mark only ever moves forward. */
export class ReviewMarks implements Pick<StoreWrites, 'markReviewed'> {
  readonly #db: WriteDb;
  readonly #trail: ReviewTrail;

  constructor(db: WriteDb, trail: ReviewTrail) {
    this.#db = db;
    this.#trail = trail;
  }

  markReviewed({ upToSeq, note, operator }: ByOperator<MarkReviewed>): MarkResult {
    return this.#trail.commit(() => {
      const { headSeq } = this.#trail;
      if (upToSeq > headSeq) {
        throw new AnnalsError(
          'NOT_FOUND',
          `There is no event ${upToSeq} yet: the trail ends at ${headSeq}.`,
          'Nothing was changed. Mark what is there as reviewed.',
        );
      }
      const updatedCount = countUnreviewed(this.#db, markedSeq(this.#db), upToSeq);
      if (updatedCount === 0) return { updatedCount, eventId: null, headSeq };
      choose(this.#db, sql`SELECT seq AS item FROM event WHERE seq = ${upToSeq}`);
      const what = `Reviewed ${counted(updatedCount, 'event')}, up to number ${upToSeq}`;
      const { act, eventId } = this.#trail.record({
        operator,
        action: 'review.mark',
        message: note === null ? what : `${what}: ${shortened(note)}`,
        targets: chosenEvents(this.#db),
        metadata: { upToSeq, note },
        affectedCount: updatedCount,
        totalCount: headOf(this.#db).retained,
      });
      this.#db.prepare('INSERT INTO review_mark (act, up_to_seq) VALUES (?, ?)').run(act, upToSeq);
      return { updatedCount, eventId, headSeq: this.#trail.headSeq };
    });
  }
}

/** How far the trail was looked through, and how much has come since. */
export function readReviewState(db: ReadDb): ReviewState {
  const mark = db
    .prepare<[], Omit<ReviewState, 'unreviewed'>>(
      `SELECT up_to_seq AS upToSeq, told.occurred_at AS at,
         ifnull(told.actor_name, told.actor_id) AS operator
       FROM review_mark LEFT JOIN event AS told ON told.seq = review_mark.act
       ORDER BY act DESC LIMIT 1`,
    )
    .get() ?? { upToSeq: 0, at: null, operator: null };
  return { ...mark, unreviewed: countUnreviewed(db, mark.upToSeq, headOf(db).seq) };
}

/**
 * Number of events from after one seq up to another, acts of review left out. Events are not
 * counted one by one: their numbers have no gaps but where they were pruned.
 */
function countUnreviewed(db: ReadDb, after: number, upTo: number): number {
  if (upTo <= after) return 0;
  const query = sql`SELECT
    (SELECT ifnull(sum(min(last_seq, ${upTo}) - max(first_seq, ${after + 1}) + 1), 0)
      FROM pruned_run WHERE last_seq > ${after} AND first_seq <= ${upTo})
    + (SELECT count(*) FROM (${ACTS}) AS told JOIN event ON event.seq = told.act
      WHERE told.act > ${after} AND told.act <= ${upTo})`;
  const leftOut = Number(
    db
      .prepare(query.text)
      .pluck()
      .get(...query.values),
  );
  return upTo - after - leftOut;
}
