import { AnnalsError } from '#shared/ipc/failure.ts';
import type { EventTarget } from '#shared/model/audit-event.ts';
import { LIMITS } from '#shared/model/limits.ts';
import type { EntityKey, EventSelection } from '#shared/model/review.ts';
import { headOf, scan } from '../queries/scan.ts';
import type { WriteDb } from '../sql/connection.ts';
import { sql } from '../sql/fragment.ts';
import type { Fragment } from '../sql/fragment.ts';
import { counted, shortened } from './words.ts';

/**
 * What an act is about: seqs of events or numbers of entities, listed in a table `chosen` of this
 * connection's own memory. A million of them are a few statements, and the same ones throughout
 * the act, whatever it changes meanwhile. CROSS JOIN makes SQLite begin with the list, which it
 * takes for longer than it mostly is.
 */

/** Items that are missing and named in an error. */
const NAMED_MISSING = 3;

/** The list, as a query of `item`. */
export const CHOSEN = sql`SELECT item FROM temp.chosen`;

/** Makes the list known to a connection. */
export function prepareChosen(db: WriteDb): void {
  db.exec('CREATE TEMP TABLE IF NOT EXISTS chosen (item INTEGER PRIMARY KEY)');
}

/**
 * Lists the selected events in place of those before.
 * @throws AnnalsError NOT_FOUND if one of the chosen events is not there
 */
export function chooseEvents(db: WriteDb, selection: EventSelection): void {
  clear(db);
  if ('filter' in selection) {
    const upToSeq = headOf(db).seq;
    const { filter } = selection;
    for (const seqs of scan(db, { filter, order: 'newest', after: null, upToSeq })) add(db, seqs);
    return;
  }
  add(db, selection.seqs);
  const missing = db
    .prepare<[], string>(
      `SELECT CAST(item AS TEXT) FROM temp.chosen
       WHERE item NOT IN (SELECT seq FROM event) ORDER BY item`,
    )
    .pluck()
    .all();
  if (missing.length > 0) throw notThere('event', missing);
}

/**
 * Lists the chosen entities in place of those before.
 * @throws AnnalsError NOT_FOUND if one of them was never seen
 */
export function chooseEntities(db: WriteDb, entities: readonly EntityKey[]): void {
  clear(db);
  const find = db
    .prepare<[string, string], number>('SELECT id FROM entity WHERE type = ? AND key = ?')
    .pluck();
  const missing: string[] = [];
  const found: number[] = [];
  for (const { type, id } of entities) {
    const entity = find.get(type, id);
    if (entity === undefined) missing.push(`${type}:${id}`);
    else found.push(entity);
  }
  if (missing.length > 0) throw notThere('entity', missing);
  add(db, found);
}

/**
 * Lists the items of a query in place of those before.
 * @param items a query of `item`, not of the list itself
 */
export function choose(db: WriteDb, items: Fragment): void {
  clear(db);
  db.prepare(`INSERT INTO temp.chosen (item) ${items.text}`).run(...items.values);
}

/**
 * Takes items off the list.
 * @param condition on `chosen.item`
 */
export function leaveOut(db: WriteDb, condition: Fragment): void {
  db.prepare(`DELETE FROM temp.chosen WHERE ${condition.text}`).run(...condition.values);
}

/** How many items are listed. */
export function countChosen(db: WriteDb): number {
  return Number(db.prepare<[], number>('SELECT count(*) FROM temp.chosen').pluck().get());
}

function clear(db: WriteDb): void {
  db.exec('DELETE FROM temp.chosen');
}

/** Adds to the list; what is there already stays there once. */
function add(db: WriteDb, items: readonly number[]): void {
  db.prepare<[string]>(
    'INSERT OR IGNORE INTO temp.chosen (item) SELECT value FROM json_each(?)',
  ).run(JSON.stringify(items));
}

/** The chosen events as targets of an act, the first recorded first. */
export function chosenEvents(db: WriteDb): readonly EventTarget[] {
  return db
    .prepare<[number], { id: string; message: string }>(
      // The sentence that becomes the name is shorter still.
      `SELECT event.id, substr(event.message, 1, 512) AS message
       FROM temp.chosen CROSS JOIN event ON event.seq = chosen.item ORDER BY chosen.item LIMIT ?`,
    )
    .all(LIMITS.targets)
    .map(({ id, message }) => ({ type: 'event', id, name: shortened(message) || null }));
}

/** The chosen entities as targets of an act. */
export function chosenEntities(db: WriteDb): readonly EventTarget[] {
  return db
    .prepare<[number], EventTarget>(
      `SELECT entity.type, entity.key AS id, entity.name
       FROM temp.chosen CROSS JOIN entity ON entity.id = chosen.item ORDER BY chosen.item LIMIT ?`,
    )
    .all(LIMITS.targets);
}

/** The error for things that somebody named and that are not there. */
export function notThere(noun: string, names: readonly string[]): AnnalsError {
  const named = names.slice(0, NAMED_MISSING).map(shortened).join(', ');
  const more = names.length - NAMED_MISSING;
  const rest = more > 0 ? ` and ${more.toLocaleString('en-US')} more` : '';
  return new AnnalsError(
    'NOT_FOUND',
    `The store does not have ${counted(names.length, noun)}: ${named}${rest}.`,
    'Nothing was changed. Look again which are there.',
  );
}
