import type { Statement } from 'better-sqlite3';
import type { ReadDb } from '../sql/connection.ts';
import type { Dictionaries } from './dictionaries.ts';
import { kindOf } from './kind.ts';
import { COLUMN } from './rows.ts';
import type { Rows } from './rows.ts';

/** The columns of `event` that the lens is made of, as SQLite hands them out. */
type SourceRow = readonly [
  seq: number,
  occurredAt: number,
  outcome: string,
  severity: number,
  source: string,
  category: string,
  action: string,
  actorId: string | null,
  actorName: string | null,
  targets: string,
  errorType: string | null,
  intent: string | null,
  ip: string | null,
  batch: number | null,
];

const SELECT = `SELECT seq, occurred_at, outcome, severity, source, category, action, actor_id,
  actor_name, targets, error_type, intent, ip, batch FROM event`;

/** Entities remembered by type and key. */
const CACHED_ENTITIES = 100_000;
/** Sets of targets remembered by their JSON. */
const CACHED_TARGETS = 100_000;

/** Reads events as rows of the lens. */
export class RowSource {
  readonly #dictionaries: Dictionaries;
  readonly #byTime: Statement<[number, number, number, number], SourceRow>;
  readonly #bySeq: Statement<[number, number, number], SourceRow>;
  readonly #findEntity: Statement<[string, string], number>;
  readonly #entities = new Map<string, number>();
  readonly #targets = new Map<string, number>();

  constructor(db: ReadDb, dictionaries: Dictionaries) {
    this.#dictionaries = dictionaries;
    this.#byTime = db
      .prepare<[number, number, number, number], SourceRow>(
        `${SELECT} WHERE (occurred_at, seq) > (?, ?) AND seq <= ?
         ORDER BY occurred_at, seq LIMIT ?`,
      )
      .raw();
    this.#bySeq = db
      .prepare<[number, number, number], SourceRow>(
        `${SELECT} WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
      )
      .raw();
    this.#findEntity = db
      .prepare<[string, string], number>('SELECT id FROM entity WHERE type = ? AND key = ?')
      .pluck();
  }

  /** Appends the rows after a place in the order of time; answers how many came. */
  readByTime(
    after: { readonly occurredAt: number; readonly seq: number },
    upToSeq: number,
    limit: number,
    rows: Rows,
  ): number {
    return this.#add(this.#byTime.all(after.occurredAt, after.seq, upToSeq, limit), rows);
  }

  /** Appends the rows recorded after one, in the order of recording; answers how many came. */
  readBySeq(afterSeq: number, upToSeq: number, limit: number, rows: Rows): number {
    return this.#add(this.#bySeq.all(afterSeq, upToSeq, limit), rows);
  }

  #add(found: readonly SourceRow[], rows: Rows): number {
    const { category, action, actor, errorType, intent, ip, batch } = this.#dictionaries;
    rows.reserve(found.length);
    const set = (column: number, index: number, code: number): void => {
      const codes = rows.codes[column];
      if (codes) codes[index] = code;
    };
    for (const row of found) {
      const index = rows.length;
      rows.seqs[index] = row[0];
      rows.times[index] = row[1];
      rows.review[index] = 0;
      set(COLUMN.kind, index, kindOf(row[2], row[3], row[4]));
      set(COLUMN.category, index, category.code(row[5]));
      set(COLUMN.action, index, action.code(row[6]));
      set(COLUMN.actor, index, actor.code(row[7], row[8]));
      set(COLUMN.targets, index, this.#targetsOf(row[9]));
      set(COLUMN.errorType, index, errorType.code(row[10]));
      set(COLUMN.intent, index, intent.code(row[11]));
      set(COLUMN.ip, index, ip.code(row[12]));
      set(COLUMN.batch, index, batch.code(row[13] === null ? null : String(row[13])));
      rows.length += 1;
    }
    return found.length;
  }

  #targetsOf(text: string): number {
    const known = this.#targets.get(text);
    if (known !== undefined) return known;
    const targets = JSON.parse(text) as readonly (readonly [string, string, string | null])[];
    const entities = new Set(targets.map(([type, key]) => this.#entityOf(type, key)));
    const code = this.#dictionaries.targets.code([...entities].toSorted((a, b) => a - b));
    if (this.#targets.size >= CACHED_TARGETS) this.#targets.clear();
    this.#targets.set(text, code);
    return code;
  }

  #entityOf(type: string, key: string): number {
    const name = `${type}\0${key}`;
    const known = this.#entities.get(name);
    if (known !== undefined) return known;
    const id = this.#findEntity.get(type, key);
    if (id === undefined) throw new Error('an event has a target that is no entity');
    if (this.#entities.size >= CACHED_ENTITIES) this.#entities.clear();
    this.#entities.set(name, id);
    return id;
  }
}
