import { AnnalsError } from '#shared/ipc/failure.ts';
import type { JsonObject } from '#shared/model/audit-event.ts';
import type {
  FlagEntities,
  FlagEvents,
  FlagResult,
  UndoFlags,
  UndoResult,
} from '#shared/model/review.ts';
import type { WriteDb } from '../sql/connection.ts';
import { sql } from '../sql/fragment.ts';
import type { Fragment } from '../sql/fragment.ts';
import type { ByOperator, StoreWrites } from '../store-api.ts';
import { CHOSEN, choose, chooseEntities, chooseEvents, countChosen, leaveOut } from './chosen.ts';
import { ENTITIES, EVENTS } from './flaggable.ts';
import type { Flaggable } from './flaggable.ts';
import type { ReviewTrail } from './review-trail.ts';

/** Acts that can be undone: what older ones replaced is forgotten. */
export const UNDOABLE_ACTS = 100;

interface ActRow {
  readonly kind: Flaggable['kind'];
  readonly flagged: number;
  readonly standing: number;
  /** How many acts of flagging came after it. */
  readonly later: number;
}

/** What one act of flagging does, whatever it flags. */
interface Flagging extends Pick<ByOperator<FlagEvents>, 'flagged' | 'note' | 'operator'> {
  readonly things: Flaggable;
  readonly metadata: JsonObject;
}

/**
 * Flags on events and entities. The flags of a thing are a pile: each act that changed it lies on
 * the one before, and undoing takes an act off where it lies on top. The top is in `flag` (or
 * `entity_flag`); `flag_before` has what lies under an act.
 */
export class FlagWrites implements Pick<StoreWrites, 'flagEvents' | 'flagEntities' | 'undoFlags'> {
  readonly #db: WriteDb;
  readonly #trail: ReviewTrail;

  constructor(db: WriteDb, trail: ReviewTrail) {
    this.#db = db;
    this.#trail = trail;
  }

  flagEvents({ selection, ...request }: ByOperator<FlagEvents>): FlagResult {
    return this.#trail.commit(() => {
      chooseEvents(this.#db, selection);
      if (!('filter' in selection)) return this.#flag({ ...request, things: EVENTS, metadata: {} });
      // Most filters match the act that used them, so that repeating one would never come to an end.
      if (request.flagged) {
        leaveOut(this.#db, sql`item IN (SELECT act FROM flag_act WHERE kind = 'events')`);
      }
      const { filter } = selection;
      return this.#flag({ ...request, things: EVENTS, metadata: { filter } });
    });
  }

  flagEntities({ entities, ...request }: ByOperator<FlagEntities>): FlagResult {
    return this.#trail.commit(() => {
      chooseEntities(this.#db, entities);
      return this.#flag({ ...request, things: ENTITIES, metadata: {} });
    });
  }

  undoFlags({ act, operator }: ByOperator<UndoFlags>): UndoResult {
    return this.#trail.commit(() => {
      const row = this.#actOf(act);
      const things = row.kind === 'events' ? EVENTS : ENTITIES;
      choose(this.#db, onTop(things, act, row.flagged === 1));
      const updatedCount = countChosen(this.#db);
      const leftAlone = row.standing - updatedCount;
      if (updatedCount === 0) {
        return { updatedCount, leftAlone, eventId: null, headSeq: this.#trail.headSeq };
      }
      const what = things.words(this.#db, updatedCount);
      const { eventId } = this.#trail.record({
        operator,
        action: 'flag',
        message: `Undid the ${row.flagged === 1 ? 'flagging' : 'unflagging'} of ${what}`,
        targets: things.targets(this.#db),
        metadata: { undoes: act, leftAlone },
        affectedCount: updatedCount,
        totalCount: this.#total(things),
      });
      this.#takeOff(things, act);
      this.#run(sql`UPDATE flag_act SET standing = ${leftAlone} WHERE act = ${act}`);
      return { updatedCount, leftAlone, eventId, headSeq: this.#trail.headSeq };
    });
  }

  /** Flags or unflags the chosen things. */
  #flag({ things, flagged, note, operator, metadata }: Flagging): FlagResult {
    leaveOut(this.#db, isAsWanted(things, flagged, note));
    const updatedCount = countChosen(this.#db);
    if (updatedCount === 0) {
      return { updatedCount, act: null, eventId: null, headSeq: this.#trail.headSeq };
    }
    const { act, eventId } = this.#trail.record({
      operator,
      action: 'flag',
      message: `${flagged ? 'Flagged' : 'Unflagged'} ${things.words(this.#db, updatedCount)}`,
      targets: things.targets(this.#db),
      metadata: { flagged, note, ...metadata },
      affectedCount: updatedCount,
      totalCount: this.#total(things),
    });
    this.#run(sql`INSERT INTO flag_act (act, kind, flagged, note, standing)
      VALUES (${act}, ${things.kind}, ${flagged ? 1 : 0}, ${note}, ${updatedCount})`);
    this.#run(sql`INSERT INTO flag_before (act, item, before)
      SELECT ${act}, item, act FROM (${things.flags}) WHERE item IN (${CHOSEN})`);
    this.#run(
      flagged ? things.set(sql`SELECT item, ${act} AS act FROM temp.chosen`) : things.clear(CHOSEN),
    );
    this.#run(sql`DELETE FROM flag_before WHERE act <
      (SELECT act FROM flag_act ORDER BY act DESC LIMIT 1 OFFSET ${UNDOABLE_ACTS - 1})`);
    return { updatedCount, act, eventId, headSeq: this.#trail.headSeq };
  }

  /** Puts back what lay under an act, on the chosen things. */
  #takeOff(things: Flaggable, act: number): void {
    const under = sql`FROM flag_before WHERE act = ${act} AND item IN (${CHOSEN})`;
    this.#run(things.clear(sql`${CHOSEN} WHERE item NOT IN (SELECT item ${under})`));
    this.#run(things.set(sql`SELECT item, before AS act ${under}`));
    this.#run(sql`DELETE ${under}`);
  }

  #actOf(act: number): ActRow {
    const row = this.#db
      .prepare<[number, number], ActRow>(
        `SELECT kind, flagged, standing,
           (SELECT count(*) FROM flag_act WHERE act > ?) AS later
         FROM flag_act WHERE act = ?`,
      )
      .get(act, act);
    if (!row) {
      throw new AnnalsError('NOT_FOUND', `Event ${act} of the trail is no act of flagging.`, '');
    }
    if (row.later >= UNDOABLE_ACTS) {
      throw new AnnalsError(
        'CONFLICT',
        `Only the last ${UNDOABLE_ACTS} acts of flagging can be undone.`,
        'Flag or unflag the events themselves.',
      );
    }
    return row;
  }

  #total({ total }: Flaggable): number {
    const count = this.#db.prepare(total.text).pluck();
    return Number(count.get(...total.values));
  }

  #run(query: Fragment): void {
    this.#db.prepare(query.text).run(...query.values);
  }
}

/** Condition on chosen things: flagging or unflagging them would change nothing. */
function isAsWanted({ flags }: Flaggable, flagged: boolean, note: string | null): Fragment {
  const flag = sql`SELECT 1 FROM (${flags}) AS flag WHERE flag.item = chosen.item`;
  if (!flagged) return sql`NOT EXISTS (${flag})`;
  if (note === null) return sql`EXISTS (${flag})`;
  return sql`EXISTS (${flag} AND flag.act IN (SELECT act FROM flag_act WHERE note = ${note}))`;
}

/** The things of which an act was the last to change the flag. */
function onTop({ flags, items, kind }: Flaggable, act: number, flagged: boolean): Fragment {
  if (flagged) return sql`SELECT item FROM (${flags}) WHERE act = ${act}`;
  return sql`SELECT item FROM flag_before AS taken WHERE act = ${act}
    AND EXISTS (SELECT 1 FROM (${items}) AS thing WHERE thing.item = taken.item)
    AND NOT EXISTS (SELECT 1 FROM (${flags}) AS flag WHERE flag.item = taken.item)
    AND item NOT IN (SELECT item FROM flag_before WHERE act > ${act}
      AND act IN (SELECT act FROM flag_act WHERE kind = ${kind}))`;
}
