import { AnnalsError } from '#shared/ipc/failure.ts';
import type { EventFilter, FilterField, FilterTerm } from '#shared/model/event-filter.ts';
import type { ReadDb } from '../sql/connection.ts';
import { sql } from '../sql/fragment.ts';

/** Which filters can be a hold: those that never let go of an event that they once matched. */

/** Fields whose answer for one event changes with what people do. */
const CHANGING: ReadonlySet<FilterField> = new Set<FilterField>([
  'flagged',
  'held',
  'noted',
  'reviewed',
]);
/** Fields that ask for things by the name they had last, which the next event may change. */
const NAMED: ReadonlySet<FilterField> = new Set<FilterField>(['target', 'service']);

/** @throws AnnalsError INVALID_INPUT if events that match could come free by themselves */
export function assertLasting(db: ReadDb, filter: EventFilter): void {
  for (const term of filter.terms) {
    if (CHANGING.has(term.field)) {
      throw new AnnalsError(
        'INVALID_INPUT',
        `A hold cannot ask for “${term.field}”: that changes, and what was held would come free.`,
        'Leave that condition out, or hold the events that match now by choosing them.',
      );
    }
    if (NAMED.has(term.field)) assertByIds(db, term);
  }
}

function assertByIds(db: ReadDb, { field, values, negated }: FilterTerm): void {
  if (negated) {
    throw new AnnalsError(
      'INVALID_INPUT',
      `A hold cannot leave out a ${field}: what is held would come free when something gets that name.`,
      'Leave that condition out; a hold may keep more than it must.',
    );
  }
  const type = field === 'service' ? sql`type = 'service'` : sql`TRUE`;
  const findName = db.prepare<[string, string], { type: string; key: string }>(
    `SELECT type, key FROM entity WHERE name = ? AND key <> ? AND ${type.text} LIMIT 1`,
  );
  for (const value of values) {
    const named = findName.get(value, value);
    if (!named) continue;
    throw new AnnalsError(
      'INVALID_INPUT',
      `A hold cannot ask for the name “${value}”: names change, and what was held would come free.`,
      `Ask for the id, as in “${named.type}:${named.key}”.`,
    );
  }
}
