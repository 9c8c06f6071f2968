import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { readPlan, stalePlan } from './plan-file.ts';
import type { StoredPlan } from './plan-file.ts';
import { chainIdOf } from './pruned-runs.ts';
import { digestOf, findVictims } from './victims.ts';
import type { Victims } from './victims.ts';

/**
 * Finds the events of a plan again.
 * @param now integer milliseconds UTC
 * @throws AnnalsError NOT_FOUND; STALE_PLAN if it is too old or about another store, or if others
 *   would go by now
 */
export function* findPlanned(
  db: ReadDb,
  stateFolder: string,
  plan: string,
  now: number,
): Sliced<{ readonly stored: StoredPlan; readonly victims: Victims }> {
  const chain = chainIdOf(db).toString('hex');
  const stored = readPlan(stateFolder, { plan, chain, now });
  const { scope, plannedAt } = stored.plan;
  const victims = yield* findVictims(db, scope, { upToSeq: stored.upToSeq, at: plannedAt });
  assertSame(stored.digest, yield* digestOf(victims));
  return { stored, victims };
}

/** @throws AnnalsError STALE_PLAN */
export function assertSame(planned: string, found: string): void {
  if (planned === found) return;
  throw stalePlan('The store has changed since this plan was made: other events would go.');
}
