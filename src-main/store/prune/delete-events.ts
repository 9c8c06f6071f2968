import { toTargets } from '../queries/event-codec.ts';
import { RAW_BLOCK_EVENTS, packRaws, unpackRaws } from '../queries/raw-blocks.ts';
import type { SeqRun } from '../seq-set.ts';
import type { WriteDb } from '../sql/connection.ts';

/** From so many neighbouring events on, their targets are deleted by stretches of time. */
const MANY_EVENTS = 64;
/** … if at most this many times as many events happened in that time. */
const FOREIGN_SHARE = 3;
/** Entities remembered by number; a log speaks of few of them most of the time. */
const CACHED_ENTITIES = 50_000;

interface Place {
  readonly occurredAt: number;
  readonly seq: number;
}

/**
 * Deletes neighbouring events with all that stands beside them: targets, originals, marks, text.
 * For use within the transaction of a running prune, without which the store lets no event go.
 */
export class EventDeleter {
  readonly #statements: ReturnType<typeof prepareStatements>;
  /** Entities by type and id. */
  readonly #known = new Map<string, number>();

  constructor(db: WriteDb) {
    this.#statements = prepareStatements(db);
  }

  /** Deletes the events of a run, which are all there. What the index of text has of them stays. */
  delete(run: SeqRun): void {
    const statements = this.#statements;
    const { first, last } = run;
    this.#deleteTargets(run);
    this.#deleteOriginals(run);
    statements.flags.run(first, last);
    statements.flagsBefore.run(first, last);
    statements.notes.run(first, last);
    statements.held.run(first, last);
    statements.events.run(first, last);
  }

  #deleteTargets({ first, last }: SeqRun): void {
    const { targetsOf, count } = this.#statements;
    const touched = new Map<number, Place[]>();
    const rows = targetsOf.all(first, last);
    for (const { seq, occurredAt, targets } of rows) {
      for (const { type, id } of toTargets(targets)) {
        const entity = this.#entityOf(type, id);
        const places = touched.get(entity) ?? [];
        if (places.length === 0) touched.set(entity, places);
        places.push({ occurredAt, seq });
      }
    }
    const isInOrder = this.#isInOrder(rows);
    // Entity by entity, because their entries are neighbours in the index.
    for (const [entity, places] of touched) {
      const events = isInOrder
        ? this.#deleteBetween(entity, places)
        : this.#deleteEach(entity, places);
      if (count.get({ entity, events }) === 0) this.#forgetUnseen(entity);
    }
  }

  /** True if few events happened between those of a run that were recorded elsewhere. */
  #isInOrder(rows: readonly Place[]): boolean {
    if (rows.length < MANY_EVENTS) return false;
    const [from, to] = spanOf(rows);
    const most = rows.length * FOREIGN_SHARE;
    return Number(this.#statements.countBetween.get(from, to, most + 1)) <= most;
  }

  #deleteBetween(entity: number, places: readonly Place[]): number {
    const seqs = places.map(({ seq }) => seq);
    const [from, to] = spanOf(places);
    const { targetsBetween } = this.#statements;
    // Places are in the order of seq.
    return targetsBetween.run(entity, from, to, seqs[0] ?? 0, seqs.at(-1) ?? 0).changes;
  }

  #deleteEach(entity: number, places: readonly Place[]): number {
    let events = 0;
    for (const { occurredAt, seq } of places) {
      // An event may name the same thing twice, and was counted once.
      events += this.#statements.target.run(entity, occurredAt, seq).changes;
    }
    return events;
  }

  /** Number of an entity; no row has the number 0. */
  #entityOf(type: string, id: string): number {
    const key = `${type}\0${id}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const entity = this.#statements.findEntity.get(type, id) ?? 0;
    if (this.#known.size >= CACHED_ENTITIES) this.#known.clear();
    this.#known.set(key, entity);
    return entity;
  }

  /**
   * Forgets an entity that nothing is left of, unless somebody marked it. The newest number stays
   * taken, under no name: it must not become that of another entity, which readers would mistake.
   */
  #forgetUnseen(entity: number): void {
    const { isUnseen, blank, forgetBlank, forgetBefore, forget, newest } = this.#statements;
    if (isUnseen.get(entity) === undefined) return;
    this.#known.clear();
    forgetBefore.run(entity);
    if (newest.get() !== entity) {
      forget.run(entity);
      return;
    }
    forgetBlank.run();
    blank.run(entity);
  }

  #deleteOriginals({ first, last }: SeqRun): void {
    const { blocks, deleteBlock, changeBlock } = this.#statements;
    for (const block of blocks.all(first - RAW_BLOCK_EVENTS, last)) {
      const { first_seq: start, count } = block;
      const end = start + count - 1;
      if (end < first) continue;
      if (start >= first && end <= last) {
        deleteBlock.run(start);
        continue;
      }
      const kept = unpackRaws(block.data).map((raw, place) =>
        start + place >= first && start + place <= last ? null : raw,
      );
      if (kept.every((raw) => raw === null)) deleteBlock.run(start);
      else changeBlock.run(packRaws(kept), start);
    }
  }
}

/** The earliest and the latest time of some events, in ms UTC. */
function spanOf(places: readonly Place[]): [from: number, to: number] {
  let from = Infinity;
  let to = -Infinity;
  for (const { occurredAt } of places) {
    from = Math.min(from, occurredAt);
    to = Math.max(to, occurredAt);
  }
  return [from, to];
}

function prepareStatements(db: WriteDb) {
  const between = (table: string) =>
    db.prepare<[number, number]>(`DELETE FROM ${table} WHERE seq BETWEEN ? AND ?`);
  return {
    events: between('event'),
    flags: between('flag'),
    notes: between('note'),
    held: between('held_event'),
    flagsBefore: db.prepare<[number, number]>(
      `DELETE FROM flag_before WHERE item BETWEEN ? AND ?
       AND act IN (SELECT act FROM flag_act WHERE kind = 'events')`,
    ),
    targetsOf: db.prepare<
      [number, number],
      { readonly seq: number; readonly occurredAt: number; readonly targets: string }
    >('SELECT seq, occurred_at AS occurredAt, targets FROM event WHERE seq BETWEEN ? AND ?'),
    findEntity: db
      .prepare<[string, string], number>('SELECT id FROM entity WHERE type = ? AND key = ?')
      .pluck(),
    countBetween: db
      .prepare<[number, number, number], number>(
        `SELECT count(*) FROM
           (SELECT 1 FROM event WHERE occurred_at BETWEEN ? AND ? LIMIT ?)`,
      )
      .pluck(),
    targetsBetween: db.prepare<[number, number, number, number, number]>(
      `DELETE FROM event_target
       WHERE entity = ? AND occurred_at BETWEEN ? AND ? AND seq BETWEEN ? AND ?`,
    ),
    target: db.prepare<[number, number, number]>(
      'DELETE FROM event_target WHERE entity = ? AND occurred_at = ? AND seq = ?',
    ),
    count: db
      .prepare<[{ readonly entity: number; readonly events: number }], number>(
        `UPDATE entity SET events = events - @events,
         first_seen = (SELECT min(occurred_at) FROM event_target WHERE entity = @entity),
         last_seen = (SELECT max(occurred_at) FROM event_target WHERE entity = @entity)
       WHERE id = @entity RETURNING events`,
      )
      .pluck(),
    isUnseen: db.prepare<[number]>(
      `SELECT 1 FROM entity WHERE id = ? AND events = 0
       AND NOT EXISTS (SELECT 1 FROM entity_flag WHERE entity_flag.entity = entity.id)
       AND NOT EXISTS (SELECT 1 FROM hold WHERE hold.entity = entity.id)`,
    ),
    newest: db.prepare<[], number>('SELECT max(id) FROM entity').pluck(),
    blank: db.prepare<[number]>(`UPDATE entity SET type = '', key = '', name = NULL WHERE id = ?`),
    forgetBlank: db.prepare(`DELETE FROM entity WHERE type = '' AND key = ''`),
    forget: db.prepare<[number]>('DELETE FROM entity WHERE id = ?'),
    forgetBefore: db.prepare<[number]>(
      `DELETE FROM flag_before WHERE item = ?
       AND act IN (SELECT act FROM flag_act WHERE kind = 'entities')`,
    ),
    blocks: db.prepare<
      [number, number],
      { readonly first_seq: number; readonly count: number; readonly data: Buffer }
    >(
      `SELECT first_seq, count, data FROM raw_block WHERE first_seq > ? AND first_seq <= ?
       ORDER BY first_seq`,
    ),
    deleteBlock: db.prepare<[number]>('DELETE FROM raw_block WHERE first_seq = ?'),
    changeBlock: db.prepare<[Buffer, number]>('UPDATE raw_block SET data = ? WHERE first_seq = ?'),
  };
}
