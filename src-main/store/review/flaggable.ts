import type { EventTarget } from '#shared/model/audit-event.ts';
import type { WriteDb } from '../sql/connection.ts';
import { sql } from '../sql/fragment.ts';
import type { Fragment } from '../sql/fragment.ts';
import { chosenEntities, chosenEvents } from './chosen.ts';
import { counted } from './words.ts';

/** What can carry a flag, and how its flags are kept: one act of flagging is about one kind. */
export interface Flaggable {
  readonly kind: 'events' | 'entities';
  /** Query: the flags, as `item` and the `act` that set each. */
  readonly flags: Fragment;
  /** Query: everything that is there to be flagged, as `item`. */
  readonly items: Fragment;
  /** Query: how many things of the kind there are. */
  readonly total: Fragment;
  /**
   * Takes flags away.
   * @param items query of `item`
   */
  readonly clear: (items: Fragment) => Fragment;
  /**
   * Sets flags, in place of those that were there.
   * @param marks query of `item` and `act`
   */
  readonly set: (marks: Fragment) => Fragment;
  /** The chosen items as targets of an act. */
  readonly targets: (db: WriteDb) => readonly EventTarget[];
  /** So many of the chosen items in words. */
  readonly words: (db: WriteDb, count: number) => string;
}

export const EVENTS: Flaggable = {
  kind: 'events',
  flags: sql`SELECT seq AS item, act FROM flag`,
  items: sql`SELECT seq AS item FROM event`,
  total: sql`SELECT retained FROM head`,
  clear: (items) => sql`DELETE FROM flag WHERE seq IN (${items})`,
  // Without WHERE, SQLite would take ON for that of a join.
  set: (marks) => sql`INSERT INTO flag (seq, occurred_at, act)
    SELECT event.seq, event.occurred_at, mark.act
    FROM (${marks}) AS mark CROSS JOIN event ON event.seq = mark.item WHERE TRUE
    ON CONFLICT (seq) DO UPDATE SET act = excluded.act`,
  targets: chosenEvents,
  words: (_db, count) => counted(count, 'event'),
};

export const ENTITIES: Flaggable = {
  kind: 'entities',
  flags: sql`SELECT entity AS item, act FROM entity_flag`,
  items: sql`SELECT id AS item FROM entity`,
  total: sql`SELECT count(*) FROM entity`,
  clear: (items) => sql`DELETE FROM entity_flag WHERE entity IN (${items})`,
  set: (marks) => sql`INSERT INTO entity_flag (entity, act)
    SELECT item, act FROM (${marks}) WHERE TRUE
    ON CONFLICT (entity) DO UPDATE SET act = excluded.act`,
  targets: chosenEntities,
  words: (db, count) => counted(count, commonType(db) ?? 'entity'),
};

/** The type of the chosen entities, so that 40 sellers are called that; null if they differ. */
function commonType(db: WriteDb): string | null {
  const [type, another] = db
    .prepare<[], string>(
      `SELECT DISTINCT entity.type FROM temp.chosen CROSS JOIN entity ON entity.id = chosen.item LIMIT 2`,
    )
    .pluck()
    .all();
  return another === undefined ? (type ?? null) : null;
}
