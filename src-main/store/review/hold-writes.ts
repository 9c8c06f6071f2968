import { AnnalsError } from '#shared/ipc/failure.ts';
import type { EventTarget, JsonObject } from '#shared/model/audit-event.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { PlaceHold } from '#shared/model/review.ts';
import type { HoldResult, HoldSelection, ReleaseHold } from '#shared/model/review.ts';
import { finish } from '../sliced.ts';
import type { WriteDb } from '../sql/connection.ts';
import type { ByOperator, StoreWrites } from '../store-api.ts';
import { chooseEntities, chooseEvents, chosenEntities, chosenEvents } from './chosen.ts';
import { countHeld } from './held-count.ts';
import type { HoldRow } from './held-count.ts';
import { assertLasting } from './hold-filter.ts';
import type { ReviewTrail } from './review-trail.ts';
import { counted, shortened } from './words.ts';

/** What a new hold is about, beside its reason. */
interface Held extends Pick<HoldRow, 'kind' | 'entity' | 'filter'> {
  readonly targets: readonly EventTarget[];
  readonly metadata: JsonObject;
}

/** Holds: what they keep is never pruned until each that keeps it was released. */
export class HoldWrites implements Pick<StoreWrites, 'placeHold' | 'releaseHold'> {
  readonly #db: WriteDb;
  readonly #trail: ReviewTrail;

  constructor(db: WriteDb, trail: ReviewTrail) {
    this.#db = db;
    this.#trail = trail;
  }

  placeHold({ selection, reason, operator }: ByOperator<PlaceHold>): HoldResult {
    assertReason(reason);
    return this.#trail.commit(() => {
      this.#assertNothingGoes();
      const { kind, entity, filter, targets, metadata } = this.#select(selection);
      const row = this.#add(kind, reason, entity, filter);
      const heldCount = finish(countHeld(this.#db, row));
      const { act, eventId } = this.#trail.record({
        operator,
        action: 'hold',
        message: `Put ${whatIsHeld(kind, heldCount, targets)} on hold: ${shortened(reason)}`,
        targets: [holdTarget(row), ...targets],
        metadata: { hold: row.id, reason, ...metadata },
        affectedCount: heldCount,
        totalCount: null,
      });
      this.#db.prepare('UPDATE hold SET act = ? WHERE id = ?').run(act, row.id);
      return { hold: row.id, heldCount, eventId, headSeq: this.#trail.headSeq };
    });
  }

  releaseHold({ hold, reason, operator }: ByOperator<ReleaseHold>): HoldResult {
    assertReason(reason);
    return this.#trail.commit(() => {
      const row = this.#inForce(hold);
      const heldCount = finish(countHeld(this.#db, row));
      const { act, eventId } = this.#trail.record({
        operator,
        action: 'hold.release',
        message: `Released the hold on ${counted(heldCount, 'event')}: ${shortened(reason)}`,
        targets: [holdTarget(row)],
        metadata: { hold, reason },
        affectedCount: heldCount,
        totalCount: null,
      });
      this.#db
        .prepare('UPDATE hold SET release_act = ?, release_reason = ? WHERE id = ?')
        .run(act, reason, hold);
      return { hold, heldCount, eventId, headSeq: this.#trail.headSeq };
    });
  }

  #select(selection: HoldSelection): Held {
    if ('filter' in selection) {
      const { filter } = selection;
      assertLasting(this.#db, filter);
      const text = JSON.stringify(filter);
      return { kind: 'filter', entity: null, filter: text, targets: [], metadata: { filter } };
    }
    if ('entity' in selection) {
      chooseEntities(this.#db, [selection.entity]);
      const entity = this.#db.prepare<[], number>('SELECT item FROM temp.chosen').pluck().get();
      if (entity === undefined) throw new Error('the entity was not chosen');
      const targets = chosenEntities(this.#db);
      return { kind: 'entity', entity, filter: null, targets, metadata: {} };
    }
    chooseEvents(this.#db, selection);
    const targets = chosenEvents(this.#db);
    return { kind: 'events', entity: null, filter: null, targets, metadata: {} };
  }

  /** Adds a hold, whose act is not known yet, with the chosen events if it is of that kind. */
  #add(
    kind: HoldRow['kind'],
    reason: string,
    entity: number | null,
    filter: string | null,
  ): HoldRow {
    const row = this.#db
      .prepare<unknown[], HoldRow>(
        'INSERT INTO hold (kind, reason, entity, filter, act) VALUES (?, ?, ?, ?, 0) RETURNING *',
      )
      .get(kind, reason, entity, filter);
    if (!row) throw new Error('the hold was not added');
    if (kind === 'events') {
      this.#db
        .prepare(
          `INSERT INTO held_event (hold, occurred_at, seq)
           SELECT ?, event.occurred_at, event.seq
           FROM temp.chosen CROSS JOIN event ON event.seq = chosen.item`,
        )
        .run(row.id);
    }
    return row;
  }

  /** A prune that has begun cannot spare what it has deleted: a hold placed now would be no promise. */
  #assertNothingGoes(): void {
    if (this.#db.prepare('SELECT 1 FROM prune_todo LIMIT 1').get() === undefined) return;
    throw new AnnalsError(
      'JOB_RUNNING',
      'A prune is deleting events just now.',
      'Wait until it has ended, then place the hold.',
    );
  }

  #inForce(hold: number): HoldRow {
    const row = this.#db.prepare<[number], HoldRow>('SELECT * FROM hold WHERE id = ?').get(hold);
    if (!row) throw new AnnalsError('NOT_FOUND', `There is no hold ${hold}.`, '');
    if (row.release_act !== null) {
      throw new AnnalsError('CONFLICT', `Hold ${hold} was released before.`, '');
    }
    return row;
  }
}

function assertReason(reason: string): void {
  if (PlaceHold.shape.reason.safeParse(reason).success) return;
  throw new AnnalsError(
    'INVALID_INPUT',
    'A hold needs a reason that can be read.',
    `Write why, for who reads it later, in at most ${LIMITS.message.toLocaleString('en-US')} characters.`,
  );
}

function holdTarget({ id, reason }: HoldRow): EventTarget {
  return { type: 'hold', id: String(id), name: shortened(reason) };
}

function whatIsHeld(kind: HoldRow['kind'], count: number, targets: readonly EventTarget[]): string {
  const events = counted(count, 'event');
  switch (kind) {
    case 'events':
      return events;
    case 'entity': {
      const [entity] = targets;
      return `${entity?.type} “${shortened(entity?.name ?? entity?.id ?? '')}” (${events})`;
    }
    case 'filter':
      return `all that matches a filter (${events})`;
  }
}
