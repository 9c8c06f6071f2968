import type { SeqRun, SeqSet } from '../seq-set.ts';
import type { ReadDb } from '../sql/connection.ts';

/** A part of the range of a proof, of one kind. */
export interface Stretch extends SeqRun {
  /** Whole events, events that are there as leaves, or events that were pruned as one run. */
  readonly kind: 'events' | 'leaves' | 'pruned';
}

/**
 * A range from its first event to its last, as stretches in order.
 * @param whole the events that are there whole, all of them within the range
 */
export function* stretchesOf(db: ReadDb, range: SeqRun, whole: SeqSet): Generator<Stretch> {
  const nextRun = db.prepare<[number, number], SeqRun>(
    `SELECT first_seq AS first, last_seq AS last FROM pruned_run
     WHERE first_seq BETWEEN ? AND ? ORDER BY first_seq LIMIT 1`,
  );
  /** What is between whole events: leaves, and runs, which lie there from end to end. */
  function* gap(from: number, to: number): Generator<Stretch> {
    for (let next = from; next <= to;) {
      const run = nextRun.get(next, to);
      const leavesEnd = run ? run.first - 1 : to;
      if (leavesEnd >= next) yield { kind: 'leaves', first: next, last: leavesEnd };
      if (!run) return;
      yield { kind: 'pruned', ...run };
      next = run.last + 1;
    }
  }
  let next = range.first;
  for (const { first, last } of whole.runs()) {
    yield* gap(next, first - 1);
    yield { kind: 'events', first, last };
    next = last + 1;
  }
  yield* gap(next, range.last);
}
