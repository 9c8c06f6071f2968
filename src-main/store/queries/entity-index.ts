import type { Statement } from 'better-sqlite3';
import type { EventTarget } from '#shared/model/audit-event.ts';
import type { WriteDb } from '../sql/connection.ts';
import { cleanTarget } from './event-codec.ts';

/** Entities remembered by number; a log speaks of few of them most of the time. */
const CACHED_ENTITIES = 50_000;

/** Keeps the side tables that find events by what they touched. */
export class EntityIndex {
  readonly #find: Statement<[string, string], { id: number; name: string | null }>;
  readonly #add: Statement<[string, string, string | null], { id: number }>;
  readonly #rename: Statement<[string, number]>;
  readonly #addTarget: Statement<[number, number, number]>;
  readonly #known = new Map<string, { readonly id: number; readonly name: string | null }>();

  constructor(db: WriteDb) {
    this.#find = db.prepare('SELECT id, name FROM entity WHERE type = ? AND key = ?');
    this.#add = db.prepare('INSERT INTO entity (type, key, name) VALUES (?, ?, ?) RETURNING id');
    this.#rename = db.prepare('UPDATE entity SET name = ? WHERE id = ?');
    this.#addTarget = db.prepare(
      'INSERT OR IGNORE INTO event_target (entity, occurred_at, seq) VALUES (?, ?, ?)',
    );
  }

  /** Indexes the targets of an event that is being appended. */
  add(targets: readonly EventTarget[], occurredAt: number, seq: number): void {
    for (const target of targets) {
      const [type, key, name] = cleanTarget(target);
      this.#addTarget.run(this.#idOf(type, key, name), occurredAt, seq);
    }
  }

  /** Forgets what a transaction that was rolled back may have added. */
  forget(): void {
    this.#known.clear();
  }

  /** The entity's number; its name becomes the one that was seen last. */
  #idOf(type: string, key: string, name: string | null): number {
    const cacheKey = `${type}\0${key}`;
    const known = this.#known.get(cacheKey) ?? this.#find.get(type, key);
    const id = known?.id ?? this.#add.get(type, key, name)?.id;
    if (id === undefined) throw new Error('entity was not added');
    if (known && name !== null && known.name !== name) this.#rename.run(name, id);
    if (this.#known.size >= CACHED_ENTITIES) this.#known.clear();
    this.#known.set(cacheKey, { id, name: name ?? known?.name ?? null });
    return id;
  }
}
