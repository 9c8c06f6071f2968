import { MOST_ENTITY_TYPES } from '#shared/model/entity.ts';
import type { EntitiesRequest, Entity, EntityPage } from '#shared/model/entity.ts';
import { fold } from '#shared/text/fold.ts';
import { Pace } from '../pace.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { foldNeedle } from '../text/needles.ts';
import { compareTexts } from './top-list.ts';

interface EntityRow {
  readonly id: number;
  readonly type: string;
  readonly key: string;
  readonly name: string | null;
  readonly events: number;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  readonly flagged: 0 | 1;
}

/**
 * What acts of review are done to. It would crowd out what the trail itself is about, so that it
 * is listed only where it is asked for by its type.
 */
const REVIEWED_TYPES: ReadonlySet<string> = new Set(['event', 'hold']);

/** Entities read in one statement. */
const READ_AT_ONCE = 4_000;

/**
 * Lists the entities that events touched. What all of whose events were pruned is gone from the
 * list, unless it is flagged.
 */
export function* readEntities(db: ReadDb, request: EntitiesRequest): Sliced<EntityPage> {
  const { type, flagged, order, limit, offset } = request;
  const wanted = foldNeedle(request.search);
  const read = db.prepare<[number, number], EntityRow>(
    `SELECT entity.id, type, key, name, events, first_seen AS firstSeen, last_seen AS lastSeen,
       entity_flag.entity IS NOT NULL AS flagged
     FROM entity LEFT JOIN entity_flag ON entity_flag.entity = entity.id
     WHERE entity.id > ? ORDER BY entity.id LIMIT ?`,
  );
  // No more than those up to the end of the page are kept, so that no slice sorts all of them.
  let first: EntityRow[] = [];
  let total = 0;
  const types = new Map<string, number>();
  const pace = new Pace();
  for (let after = 0; ;) {
    const rows = read.all(after, READ_AT_ONCE);
    const ofAnyType = rows.filter((row) => {
      const isListed = row.events > 0 || row.flagged === 1;
      const isWanted =
        (!REVIEWED_TYPES.has(row.type) || row.type === type) &&
        (flagged === null || (row.flagged === 1) === flagged) &&
        (wanted === '' ||
          [row.type, row.key, row.name ?? ''].some((t) => fold(t).includes(wanted)));
      return isListed && isWanted;
    });
    for (const row of ofAnyType) types.set(row.type, (types.get(row.type) ?? 0) + 1);
    const found = type === null ? ofAnyType : ofAnyType.filter((row) => row.type === type);
    total += found.length;
    first = [...first, ...found].toSorted(ORDERS[order]).slice(0, offset + limit);
    const last = rows.at(-1);
    if (!last || rows.length < READ_AT_ONCE) break;
    after = last.id;
    yield* pace.breathe();
  }
  return { items: first.slice(offset).map(toEntity), total, types: ranked(types) };
}

function ranked(types: ReadonlyMap<string, number>): EntityPage['types'] {
  return [...types]
    .map(([type, count]) => ({ type, count }))
    .toSorted((a, b) => b.count - a.count || compareTexts(a.type, b.type))
    .slice(0, MOST_ENTITY_TYPES);
}

type Compare = (a: EntityRow, b: EntityRow) => number;

const byName: Compare = (a, b) =>
  compareTexts(a.name ?? a.key, b.name ?? b.key) ||
  compareTexts(a.type, b.type) ||
  compareTexts(a.key, b.key);

/** Before everything that was ever seen, for what nothing is left of. */
const NEVER = Number.MIN_SAFE_INTEGER;

const ORDERS: Readonly<Record<EntitiesRequest['order'], Compare>> = {
  events: (a, b) => b.events - a.events || byName(a, b),
  recent: (a, b) => (b.lastSeen ?? NEVER) - (a.lastSeen ?? NEVER) || byName(a, b),
  name: byName,
};

function toEntity({ type, key, name, events, firstSeen, lastSeen, flagged }: EntityRow): Entity {
  return { type, id: key, name, events, firstSeen, lastSeen, flagged: flagged === 1 };
}
