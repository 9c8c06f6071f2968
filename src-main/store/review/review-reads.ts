import { AnnalsError } from '#shared/ipc/failure.ts';
import type { EventReview, Hold } from '#shared/model/review.ts';
import { whereClause } from '../queries/where-clause.ts';
import type { ReadDb } from '../sql/connection.ts';
import { sql } from '../sql/fragment.ts';
import type { Sliced } from '../store-api.ts';
import { countHeld, filterOf } from './held-count.ts';
import type { HoldRow } from './held-count.ts';

/** What an act's event says of it; null if the event is no longer kept. */
const SIGNATURE = 'told.occurred_at AS at, ifnull(told.actor_name, told.actor_id) AS operator';

interface Signature {
  readonly at: number | null;
  readonly operator: string | null;
}

/**
 * What people added to an event.
 * @throws AnnalsError NOT_FOUND
 */
export function readReview(db: ReadDb, seq: number): EventReview {
  const found = db.prepare<[number], number>('SELECT seq FROM event WHERE seq = ?').pluck();
  if (found.get(seq) === undefined) {
    throw new AnnalsError('NOT_FOUND', `There is no event with number ${seq}.`, '');
  }
  const flag = db.prepare<[number], NonNullable<EventReview['flag']>>(
    `SELECT flag_act.note, told.id AS eventId, ${SIGNATURE}
     FROM flag JOIN flag_act USING (act) LEFT JOIN event AS told ON told.seq = flag.act
     WHERE flag.seq = ?`,
  );
  const notes = db.prepare<[number], EventReview['notes'][number]>(
    `SELECT note.text, ${SIGNATURE}
     FROM note LEFT JOIN event AS told ON told.seq = note.act
     WHERE note.seq = ? ORDER BY note.id`,
  );
  return { flag: flag.get(seq) ?? null, notes: notes.all(seq), holds: holdsOn(db, seq) };
}

/** Every hold, the newest first, with the number of events that it keeps. */
export function* readHolds(db: ReadDb): Sliced<Hold[]> {
  const holds: Hold[] = [];
  for (const row of signedHolds(db)) {
    const isInForce = row.release_act === null;
    holds.push({
      ...markOf(row),
      entity: entityOf(db, row),
      filter: filterOf(row),
      heldCount: isInForce ? yield* countHeld(db, row) : null,
      released: releaseOf(db, row),
    });
    yield;
  }
  return holds;
}

type SignedHold = HoldRow & Signature;

function signedHolds(db: ReadDb): SignedHold[] {
  return db
    .prepare<[], SignedHold>(
      `SELECT hold.*, ${SIGNATURE} FROM hold LEFT JOIN event AS told ON told.seq = hold.act
       ORDER BY hold.id DESC`,
    )
    .all();
}

function markOf({ id, kind, reason, at, operator }: SignedHold): EventReview['holds'][number] {
  return { id, kind, reason, at, operator };
}

/** The holds in force that keep an event. */
function holdsOn(db: ReadDb, seq: number): EventReview['holds'] {
  return signedHolds(db)
    .filter((row) => row.release_act === null && keeps(db, row, seq))
    .map(markOf);
}

function keeps(db: ReadDb, hold: HoldRow, seq: number): boolean {
  const filter = filterOf(hold);
  const event = sql`SELECT 1 FROM event WHERE event.seq = ${seq}`;
  const query = filter
    ? sql`${event} AND ${whereClause(filter, { span: null, held: [] })}`
    : sql`${event} AND (
        EXISTS (SELECT 1 FROM held_event WHERE hold = ${hold.id} AND seq = event.seq)
        OR EXISTS (SELECT 1 FROM event_target WHERE entity = ${hold.entity}
          AND occurred_at = event.occurred_at AND seq = event.seq))`;
  return db.prepare(query.text).get(...query.values) !== undefined;
}

function entityOf(db: ReadDb, { entity }: HoldRow): Hold['entity'] {
  return (
    db
      .prepare<[number | null], NonNullable<Hold['entity']>>(
        'SELECT type, key AS id, name FROM entity WHERE id = ?',
      )
      .get(entity) ?? null
  );
}

function releaseOf(db: ReadDb, row: HoldRow): Hold['released'] {
  if (row.release_reason === null) return null;
  const told = db
    .prepare<[number | null], Signature>(`SELECT ${SIGNATURE} FROM event AS told WHERE seq = ?`)
    .get(row.release_act);
  return { reason: row.release_reason, at: told?.at ?? null, operator: told?.operator ?? null };
}
