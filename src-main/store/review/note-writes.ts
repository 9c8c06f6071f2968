import type { AddNote, NoteResult } from '#shared/model/review.ts';
import type { WriteDb } from '../sql/connection.ts';
import type { ByOperator, StoreWrites } from '../store-api.ts';
import { chooseEvents, chosenEvents } from './chosen.ts';
import type { ReviewTrail } from './review-trail.ts';
import { shortened } from './words.ts';

/** Notes on events. They are added and never changed, as the trail itself. */
export class NoteWrites implements Pick<StoreWrites, 'addNote'> {
  readonly #db: WriteDb;
  readonly #trail: ReviewTrail;

  constructor(db: WriteDb, trail: ReviewTrail) {
    this.#db = db;
    this.#trail = trail;
  }

  addNote({ seq, text, operator }: ByOperator<AddNote>): NoteResult {
    return this.#trail.commit(() => {
      chooseEvents(this.#db, { seqs: [seq] });
      const targets = chosenEvents(this.#db);
      const { act, eventId } = this.#trail.record({
        operator,
        action: 'note',
        message: `Noted on “${targets[0]?.name ?? `event ${seq}`}”: ${shortened(text)}`,
        targets,
        metadata: { note: text },
        affectedCount: 1,
        totalCount: null,
      });
      this.#db
        .prepare(
          `INSERT INTO note (seq, occurred_at, text, act)
           SELECT seq, occurred_at, ?, ? FROM event WHERE seq = ?`,
        )
        .run(text, act, seq);
      return { eventId, headSeq: this.#trail.headSeq };
    });
  }
}
