import Database from 'better-sqlite3';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { PrunePlan, PruneResult, PruneScope } from '#shared/model/prune.ts';
import type { StoredEvent } from '#shared/model/audit-event.ts';
import { all } from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';

export const operator = { id: 'op-1', name: 'Olga Operator' };

/** All events, unless a test says otherwise. */
export function scopeOf(scope: Partial<PruneScope> = {}): PruneScope {
  return { filter: EVERYTHING, before: null, keepNewest: null, minAgeDays: 0, ...scope };
}

export function plan({ reads }: TempStore, scope: Partial<PruneScope> = {}): PrunePlan {
  return all(reads.planPrune({ scope: scopeOf(scope), action: 'prune' }));
}

export function apply({ writes }: TempStore, { plan: name }: PrunePlan): PruneResult {
  return all(writes.applyPrune({ plan: name, archive: null, operator }));
}

/** Plans and applies. */
export function prune(store: TempStore, scope: Partial<PruneScope> = {}): PruneResult {
  return apply(store, plan(store, scope));
}

/** Every event that is there, in the order of recording. */
export function eventsOf({ reads }: TempStore): StoredEvent[] {
  const request = { filter: EVERYTHING, order: 'recorded', limit: 1_000, offset: 0 } as const;
  return [...all(reads.page({ ...request, cursor: null })).items].toReversed();
}

/** What one query finds behind the store's back. */
export function look<Row>({ path }: { readonly path: string }, query: string): Row[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], Row>(query).all();
  } finally {
    db.close();
  }
}
