import type { JsonObject } from '#shared/model/audit-event.ts';
import type { ReadDb } from '../sql/connection.ts';

/** The event that tells of an act: a flag, a hold, a prune. */
export interface ToldAct {
  readonly seq: number;
  readonly occurredAt: number;
  readonly action: string;
  readonly metadata: JsonObject;
  readonly affectedCount: number | null;
}

interface ActRow extends Omit<ToldAct, 'metadata'> {
  readonly metadata: string;
}

/** Acts that are remembered between two questions. */
const REMEMBERED = 100;

/** Reads the events that tell of acts, and what they say they were done to. */
export class ActReader {
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #known = new Map<number, ToldAct | 'pruned' | null>();

  constructor(db: ReadDb) {
    this.#statements = prepareStatements(db);
  }

  /** The event of an act; null if there is none. What an import brought in tells of no act here. */
  read(seq: number): ToldAct | 'pruned' | null {
    let act = this.#known.get(seq);
    if (act === undefined) {
      const row = this.#statements.act.get(seq);
      if (row) act = { ...row, metadata: objectOf(row.metadata) };
      else act = this.#statements.pruned.get(seq, seq) === undefined ? null : 'pruned';
      if (this.#known.size >= REMEMBERED) this.#known.clear();
      this.#known.set(seq, act);
    }
    return act;
  }

  /** True if an act says that it was done to an entity. */
  names({ seq, occurredAt }: ToldAct, type: string, key: string): boolean {
    return this.#statements.target.get(type, key, occurredAt, seq) !== undefined;
  }
}

/** An object of JSON; an empty one if it is damaged, which the chain shows. */
function objectOf(json: string): JsonObject {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}

function prepareStatements(db: ReadDb) {
  return {
    act: db.prepare<[number], ActRow>(
      `SELECT seq, occurred_at AS occurredAt, action, metadata, affected_count AS affectedCount
       FROM event WHERE seq = ? AND batch IS NULL`,
    ),
    pruned: db.prepare<[number, number]>(
      `SELECT 1 FROM pruned_run WHERE last_seq >= ? AND first_seq =
         (SELECT max(first_seq) FROM pruned_run WHERE first_seq <= ?)`,
    ),
    target: db.prepare<[string, string, number, number]>(
      `SELECT 1 FROM event_target WHERE entity = (SELECT id FROM entity WHERE type = ? AND key = ?)
       AND occurred_at = ? AND seq = ?`,
    ),
  };
}
