import { hostname } from 'node:os';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { blankEvent } from '#shared/model/audit-event.ts';
import type { EventTarget, JsonObject } from '#shared/model/audit-event.ts';
import { LIMITS } from '#shared/model/limits.ts';
import type { TrailWriter } from '../queries/trail-writer.ts';
import type { WriteDb } from '../sql/connection.ts';
import type { Operator } from '../store-api.ts';

/** Something that a person did to events beside reading them. */
export interface Act {
  readonly operator: Operator;
  readonly action: 'flag' | 'note' | 'hold' | 'hold.release' | 'review.mark';
  /** One readable line, with names. */
  readonly message: string;
  /** What it was done to; as many as an event can name. */
  readonly targets: readonly EventTarget[];
  readonly metadata: JsonObject;
  readonly affectedCount: number;
  /** Size of the whole set from which they were. */
  readonly totalCount: number | null;
}

export interface RecordedAct {
  /** seq of the event that says what was done. */
  readonly act: number;
  readonly eventId: string;
}

/**
 * Records acts of review (reliability.md, decision 5): each in the transaction that does what it
 * says, so that neither is there without the other.
 */
export class ReviewTrail {
  readonly #db: WriteDb;
  readonly #trail: TrailWriter;
  readonly #clock: () => number;

  /** @param clock now, in integer milliseconds UTC */
  constructor(db: WriteDb, trail: TrailWriter, clock: () => number) {
    this.#db = db;
    this.#trail = trail;
    this.#clock = clock;
  }

  /** seq of the newest event. */
  get headSeq(): number {
    return this.#trail.headSeq;
  }

  /** Runs an act as one transaction; if it throws, nothing has happened. */
  commit<Value>(act: () => Value): Value {
    return this.#trail.commit(act);
  }

  /**
   * Records an act within a {@link commit}, and lets readers know that reviews have changed.
   * @throws AnnalsError INVALID_INPUT if it says more than an event can hold
   */
  record(act: Act): RecordedAct {
    const { operator, action, message, targets, affectedCount, totalCount } = act;
    const event = {
      ...blankEvent(this.#clock(), action),
      category: 'admin',
      outcome: 'success' as const,
      severity: 'notice' as const,
      actorId: operator.id,
      actorName: operator.name,
      actorType: 'user' as const,
      targets: targets.slice(0, LIMITS.targets),
      message,
      metadata: withTargets(act.metadata, targets),
      affectedCount,
      totalCount,
      host: hostname(),
    };
    const [recorded] = this.#trail.append([event]);
    if (!recorded) throw new Error('the act was not recorded');
    this.#db.prepare('UPDATE review SET version = version + 1').run();
    return { act: recorded.seq, eventId: recorded.id };
  }
}

/**
 * Adds to metadata what the act was done to, as `type:id`: as many as there is room for. All of
 * them are targets of the event. An act that names its filter needs no list.
 */
export function withTargets(metadata: JsonObject, targets: readonly EventTarget[]): JsonObject {
  let room = LIMITS.json - JSON.stringify({ ...metadata, targets: [] }).length;
  if (room < 0) {
    throw new AnnalsError(
      'INVALID_INPUT',
      'This is more text than one record can hold.',
      'Write a shorter text, or choose by a filter with fewer values.',
    );
  }
  if ('filter' in metadata) return metadata;
  const names: string[] = [];
  for (const { type, id } of targets) {
    const name = `${type}:${id}`;
    room -= JSON.stringify(name).length + 1;
    if (room < 0) break;
    names.push(name);
  }
  return { ...metadata, targets: names };
}
