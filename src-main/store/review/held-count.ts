import { EventFilter } from '#shared/model/event-filter.ts';
import type { HOLD_KINDS } from '#shared/model/review.ts';
import { countMatches } from '../queries/scan.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';

/** A row of `hold`. */
export interface HoldRow {
  readonly id: number;
  readonly kind: (typeof HOLD_KINDS)[number];
  readonly reason: string;
  readonly entity: number | null;
  /** As JSON. */
  readonly filter: string | null;
  readonly act: number;
  readonly release_act: number | null;
  readonly release_reason: string | null;
}

/** The filter of a hold; null if it is of another kind. */
export function filterOf({ filter }: Pick<HoldRow, 'filter'>): EventFilter | null {
  return filter === null ? null : EventFilter.parse(JSON.parse(filter));
}

/** Number of events that a hold keeps, or would keep were it not released. */
export function* countHeld(db: ReadDb, hold: HoldRow): Sliced<number> {
  const filter = filterOf(hold);
  if (filter) return yield* countMatches(db, filter);
  const count = (query: string, value: number | null): number =>
    Number(db.prepare<[number | null], number>(query).pluck().get(value));
  return hold.kind === 'entity'
    ? count('SELECT count(*) FROM event_target WHERE entity = ?', hold.entity)
    : count('SELECT count(*) FROM held_event WHERE hold = ?', hold.id);
}
