import Database from 'better-sqlite3';
import { expect } from 'vitest';
import type { NewEvent } from '#shared/model/audit-event.ts';
import type { EventFilter, FilterField } from '#shared/model/event-filter.ts';
import { checkOf } from '../../support/check-store.ts';
import { makeEvents } from '../../support/make-event.ts';
import { tempStore } from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { pagedIds } from '../support/walk.ts';

export const operator = { id: 'op-1', name: 'Olga Operator' };
export const colleague = { id: 'op-2', name: 'Carl Colleague' };

/** A store of so many events, numbered from 1, each touching one of three sellers. */
export function reviewedStore(count: number): TempStore {
  const store = tempStore();
  store.writes.record(sellerEvents(count));
  return store;
}

/** The events of {@link reviewedStore}. */
export function sellerEvents(count: number): NewEvent[] {
  return makeEvents(count).map((event, index) => ({
    ...event,
    id: `e-${index + 1}`,
    targets: [{ type: 'seller', id: `s-${index % 3}`, name: `Seller ${index % 3}` }],
  }));
}

export function having(field: FilterField, ...values: string[]): EventFilter {
  return { from: null, to: null, terms: [{ field, values, negated: false }] };
}

/** The ids of the events that match, oldest first, as the list shows them. */
export function idsOf({ reads }: TempStore, filter: EventFilter): string[] {
  return pagedIds(reads, filter, 'oldest', 1_000);
}

/** Looks into the store behind its back. */
export function rowsOf<Row>({ path }: TempStore, query: string): Row[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], Row>(query).all();
  } finally {
    db.close();
  }
}

/** Changes the store behind its back. */
export function tamper({ path }: TempStore, statements: string): void {
  const db = new Database(path);
  try {
    db.exec(statements);
  } finally {
    db.close();
  }
}

/** How often reviews have changed, as readers see it. */
export function versionOf(store: TempStore): number {
  return rowsOf<{ version: number }>(store, 'SELECT version FROM review')[0]?.version ?? -1;
}

const TABLES = [
  'event',
  'event_target',
  'entity',
  'flag',
  'entity_flag',
  'flag_act',
  'flag_before',
  'note',
  'hold',
  'held_event',
  'review',
  'review_mark',
] as const;

/** Everything that an act could change. */
export function contentOf(store: TempStore): Record<string, unknown[]> {
  return Object.fromEntries(
    TABLES.map((table) => [table, rowsOf(store, `SELECT * FROM ${table} ORDER BY 1, 2`)]),
  );
}

/** Fails the test if the chain does not hold. */
export function expectIntact(store: TempStore): void {
  expect(checkOf(store)).toMatchObject({ firstBad: null, reason: '' });
}
