import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { PrunePlan } from '#shared/model/prune.ts';
import { partialPath, writeDurably } from '../files.ts';

/**
 * Plans wait in the operator's state folder until they are applied, so that one program can plan and
 * another apply. A plan is no more than a question asked before: applying it asks again.
 */

/** A plan is read and then applied; what is older was forgotten. */
const KEPT_MS = 24 * 60 * 60_000;

const StoredPlan = z.strictObject({
  /** Hex id of the chain that it is about. */
  chain: z.string(),
  upToSeq: z.int().nonnegative(),
  /** Which events would go: `digestOf`. */
  digest: z.string(),
  plan: PrunePlan,
});
export type StoredPlan = z.infer<typeof StoredPlan>;

/** Keeps a plan, and forgets those that nobody applied in a day. */
export function writePlan(stateFolder: string, stored: StoredPlan): void {
  const folder = join(stateFolder, 'plans');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
    if (mtimeMs < stored.plan.plannedAt - KEPT_MS) rmSync(path, { force: true });
  }
  const path = pathOf(stateFolder, stored.plan.plan);
  const partial = partialPath(path);
  writeDurably(partial, JSON.stringify(stored));
  renameSync(partial, path);
}

/**
 * The plan of this name.
 * @param now integer milliseconds UTC
 * @throws AnnalsError NOT_FOUND; STALE_PLAN if it is too old or about another store
 */
export function readPlan(
  stateFolder: string,
  { plan, chain, now }: { readonly plan: string; readonly chain: string; readonly now: number },
): StoredPlan {
  const stored = storedOrNull(pathOf(stateFolder, plan));
  if (!stored) {
    throw new AnnalsError('NOT_FOUND', `There is no plan ${plan}.`, 'Plan again, and read it.');
  }
  if (stored.chain !== chain) {
    throw stalePlan(`Plan ${plan} is about another store.`);
  }
  if (now - stored.plan.plannedAt > KEPT_MS) {
    throw stalePlan(`Plan ${plan} is older than a day.`);
  }
  return stored;
}

/** A plan is applied once. */
export function forgetPlan(stateFolder: string, plan: string): void {
  rmSync(pathOf(stateFolder, plan), { force: true });
}

export function stalePlan(message: string): AnnalsError {
  return new AnnalsError('STALE_PLAN', message, 'Nothing was deleted. Plan again, and read it.');
}

function pathOf(stateFolder: string, plan: string): string {
  return join(stateFolder, 'plans', `${plan}.json`);
}

function storedOrNull(path: string): StoredPlan | null {
  try {
    return StoredPlan.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
