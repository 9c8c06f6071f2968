import { MOST_ENTITY_TYPES } from '#shared/model/entity.ts';
import type { EntitiesRequest, Entity, EntityPage } from '#shared/model/entity.ts';
import { fold } from '#shared/text/fold.ts';
import { Pace } from '../pace.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { foldNeedle } from '../text/needles.ts';
import { mergeSorted } from './merge-sorted.ts';
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

/** Up to this many, only the entities up to the end of a page are put in order. */
const FIRST_PAGES = READ_AT_ONCE;

const COLUMNS = `entity.id, type, key, name, events, first_seen AS firstSeen, last_seen AS lastSeen,
    entity_flag.entity IS NOT NULL AS flagged
  FROM entity LEFT JOIN entity_flag ON entity_flag.entity = entity.id`;

/** The answer to a question without its page. */
interface Listed {
  /** What was asked, and the version of the store that was. */
  readonly key: string;
  /** Ids in their order, the first ones at least: this many, or all. */
  readonly ids: readonly number[];
  readonly total: number;
  readonly types: EntityPage['types'];
}

/**
 * Lists the entities that events touched. What all of whose events were pruned is gone from the
 * list, unless it is flagged. The order that was asked for last is kept until the store changes,
 * so that whoever pages through it waits once.
 */
export class EntityReads {
  readonly #db: ReadDb;
  #listed: Listed | null = null;

  constructor(db: ReadDb) {
    this.#db = db;
  }

  *page(request: EntitiesRequest): Sliced<EntityPage> {
    const { limit, offset } = request;
    const end = offset + limit;
    const key = this.#keyOf(request);
    let listed = this.#listed;
    if (listed?.key !== key || listed.ids.length < Math.min(end, listed.total)) {
      listed = yield* listEntities(this.#db, request, key, end > FIRST_PAGES ? Infinity : end);
      this.#listed = listed;
    }
    const { ids, total, types } = listed;
    return { items: rowsOf(this.#db, ids.slice(offset, end)).map(toEntity), total, types };
  }

  #keyOf({ type, search, flagged, order }: EntitiesRequest): string {
    const version = this.#db.prepare<[], number>('PRAGMA data_version').pluck().get();
    return JSON.stringify([version, type, search, flagged, order]);
  }
}

/** @param most as many are put in order */
function* listEntities(
  db: ReadDb,
  { type, search, flagged, order }: EntitiesRequest,
  key: string,
  most: number,
): Sliced<Listed> {
  const wanted = foldNeedle(search);
  const read = db.prepare<[number, number], EntityRow>(
    `SELECT ${COLUMNS} WHERE entity.id > ? ORDER BY entity.id LIMIT ?`,
  );
  const sorted: EntityRow[][] = [];
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
    sorted.push(found.toSorted(ORDERS[order]).slice(0, most));
    const last = rows.at(-1);
    if (!last || rows.length < READ_AT_ONCE) break;
    after = last.id;
    yield* pace.breathe();
  }
  const first = yield* mergeSorted(sorted, ORDERS[order], most);
  return { key, ids: first.map(({ id }) => id), total, types: ranked(types) };
}

/** Entities by id, in the order asked for. */
function rowsOf(db: ReadDb, ids: readonly number[]): EntityRow[] {
  const rows = db
    .prepare<[string], EntityRow>(
      `SELECT ${COLUMNS} WHERE entity.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
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
