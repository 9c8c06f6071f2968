import { randomBytes } from 'node:crypto';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { LIMITS } from '#shared/model/limits.ts';
import type { PlanPrune, PrunePlan } from '#shared/model/prune.ts';
import { headOf } from '../queries/scan.ts';
import type { SeqSet } from '../seq-set.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { writePlan } from './plan-file.ts';
import { chainIdOf } from './pruned-runs.ts';
import { digestOf, findVictims } from './victims.ts';

/** A scope that is longer than this as JSON would leave no room in the event of the prune. */
const SCOPE_CHARS = LIMITS.json / 2;

/**
 * What a prune would do, to be read before it is applied. Nothing changes.
 * @param at now, in integer milliseconds UTC
 * @throws AnnalsError INVALID_INPUT if the scope is longer than a record can say
 */
export function* planPrune(
  db: ReadDb,
  stateFolder: string,
  { scope, action }: PlanPrune,
  at: number,
): Sliced<PrunePlan> {
  if (JSON.stringify(scope).length > SCOPE_CHARS) {
    throw new AnnalsError(
      'INVALID_INPUT',
      'This filter is longer than the record of a prune can say.',
      'Choose by fewer values.',
    );
  }
  const upToSeq = headOf(db).seq;
  const victims = yield* findVictims(db, scope, { upToSeq, at });
  const digest = yield* digestOf(victims);
  const { seqs, count, keptByHold, byCategory, oldest, newest } = victims;
  const plan: PrunePlan = {
    plan: `p_${randomBytes(8).toString('hex')}`,
    scope,
    action,
    delete: count,
    keptByHold,
    byCategory: descending(byCategory),
    bytes: shareOfBytes(db, count),
    oldest,
    newest,
    flags: countMarks(db, 'SELECT seq FROM flag WHERE seq <= ?', seqs, upToSeq),
    notes: countMarks(db, 'SELECT seq FROM note WHERE seq <= ?', seqs, upToSeq),
    plannedAt: at,
  };
  writePlan(stateFolder, { chain: chainIdOf(db).toString('hex'), upToSeq, digest, plan });
  return plan;
}

/** Categories kept apart in a plan; imports may bring any number. */
const CATEGORIES_NAMED = 100;

/** Counts by category, the most frequent first; those of the rarest together, as `…`. */
export function descending(byCategory: ReadonlyMap<string, number>): Record<string, number> {
  const sorted = [...byCategory].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const rest = sorted.slice(CATEGORIES_NAMED).reduce((sum, [, count]) => sum + count, 0);
  const named = Object.fromEntries(sorted.slice(0, CATEGORIES_NAMED));
  return rest === 0 ? named : { ...named, '…': rest };
}

/** The part of the file that so many events take, as if all took the same. */
function shareOfBytes(db: ReadDb, count: number): number {
  const { retained } = headOf(db);
  if (retained === 0) return 0;
  const pragma = (name: string): number => Number(db.pragma(name, { simple: true }));
  const used = (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
  return Math.round((used * count) / retained);
}

/** Marks are few beside events, and so they are looked up among the events. */
function countMarks(db: ReadDb, query: string, among: SeqSet, upToSeq: number): number {
  const seqs = db.prepare<[number], number>(query).pluck().all(upToSeq);
  return seqs.reduce((count, seq) => count + (among.has(seq) ? 1 : 0), 0);
}
