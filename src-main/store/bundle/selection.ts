import type { EventFilter } from '#shared/model/event-filter.ts';
import { Pace } from '../pace.ts';
import { findPlanned } from '../prune/planned.ts';
import { scan } from '../queries/scan.ts';
import { SeqSet } from '../seq-set.ts';
import type { SeqRun } from '../seq-set.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';

/**
 * Which events go into a bundle: those that match, those that are there between some numbers, or
 * those that a plan of a prune would delete.
 */
export type BundleSelection =
  | { readonly filter: EventFilter }
  | { readonly ranges: readonly SeqRun[] }
  | { readonly plan: string };

/** The events of a bundle, at least one. */
export interface Selected {
  readonly seqs: SeqSet;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

const SEQS_AT_ONCE = 4_096;

/**
 * @returns null if there are none
 * @throws AnnalsError NOT_FOUND or STALE_PLAN for a plan that cannot be applied
 */
export function* selectEvents(
  db: ReadDb,
  selection: BundleSelection,
  { upToSeq, stateFolder }: { readonly upToSeq: number; readonly stateFolder: string },
): Sliced<Selected | null> {
  if ('plan' in selection) return yield* selectPlanned(db, stateFolder, selection.plan);
  const seqs = new SeqSet(upToSeq);
  const pace = new Pace();
  let count = 0;
  let first = Infinity;
  let last = 0;
  const windows =
    'filter' in selection
      ? scan(db, { filter: selection.filter, order: 'recorded', after: null, upToSeq })
      : seqsBetween(db, selection.ranges, upToSeq);
  for (const window of windows) {
    for (const seq of window) {
      if (seqs.has(seq)) continue;
      seqs.add(seq);
      count += 1;
      first = Math.min(first, seq);
      last = Math.max(last, seq);
    }
    yield* pace.breathe();
  }
  return count === 0 ? null : { seqs, count, first, last };
}

function* selectPlanned(db: ReadDb, stateFolder: string, plan: string): Sliced<Selected | null> {
  const { seqs, count } = (yield* findPlanned(db, stateFolder, plan, Date.now())).victims;
  let first = 0;
  let last = 0;
  for (const run of seqs.runs()) {
    if (first === 0) ({ first } = run);
    ({ last } = run);
  }
  return count === 0 ? null : { seqs, count, first, last };
}

function* seqsBetween(
  db: ReadDb,
  ranges: readonly SeqRun[],
  upToSeq: number,
): Generator<readonly number[]> {
  const between = db
    .prepare<[number, number, number], number>(
      'SELECT seq FROM event WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?',
    )
    .pluck();
  for (const { first, last } of ranges) {
    for (let next = first; next <= last;) {
      const seqs = between.all(next, Math.min(last, upToSeq), SEQS_AT_ONCE);
      yield seqs;
      next = seqs.length < SEQS_AT_ONCE ? last + 1 : (seqs.at(-1) ?? last) + 1;
    }
  }
}
