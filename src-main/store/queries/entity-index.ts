import type { Statement } from 'better-sqlite3';
import type { EventTarget } from '#shared/model/audit-event.ts';
import type { WriteDb } from '../sql/connection.ts';
import { cleanTarget } from './event-codec.ts';

/** Entities remembered by number; a log speaks of few of them most of the time. */
const CACHED_ENTITIES = 50_000;

/** What events that are being appended say of one entity. */
interface Sighting {
  events: number;
  firstSeen: number;
  lastSeen: number;
}

/** Keeps the side tables that find events by what they touched, and how often. */
export class EntityIndex {
  readonly #find: Statement<[string, string], { id: number; name: string | null }>;
  readonly #add: Statement<[string, string, string | null], { id: number }>;
  readonly #rename: Statement<[string, number]>;
  readonly #addTarget: Statement<[number, number, number]>;
  readonly #count: Statement<number[]>;
  /** By number of the entity; written at the end of each append. */
  readonly #sightings = new Map<number, Sighting>();
  readonly #known = new Map<string, { readonly id: number; readonly name: string | null }>();

  constructor(db: WriteDb) {
    this.#find = db.prepare('SELECT id, name FROM entity WHERE type = ? AND key = ?');
    this.#add = db.prepare('INSERT INTO entity (type, key, name) VALUES (?, ?, ?) RETURNING id');
    this.#rename = db.prepare('UPDATE entity SET name = ? WHERE id = ?');
    this.#addTarget = db.prepare(
      'INSERT OR IGNORE INTO event_target (entity, occurred_at, seq) VALUES (?, ?, ?)',
    );
    this.#count = db.prepare(
      `UPDATE entity SET events = events + ?, first_seen = min(ifnull(first_seen, ?), ?),
         last_seen = max(ifnull(last_seen, ?), ?) WHERE id = ?`,
    );
  }

  /** Indexes the targets of an event that is being appended; {@link flush} must follow. */
  add(targets: readonly EventTarget[], occurredAt: number, seq: number): void {
    for (const target of targets) {
      const [type, key, name] = cleanTarget(target);
      const entity = this.#idOf(type, key, name);
      // An event may name the same thing twice, and is counted once.
      const { changes } = this.#addTarget.run(entity, occurredAt, seq);
      if (changes > 0) this.#see(entity, occurredAt);
    }
  }

  /** Writes how often and when entities were seen since the last time. */
  flush(): void {
    for (const [entity, { events, firstSeen, lastSeen }] of this.#sightings) {
      this.#count.run(events, firstSeen, firstSeen, lastSeen, lastSeen, entity);
    }
    this.#sightings.clear();
  }

  /** Forgets what may no longer hold: a transaction was rolled back, or others have written. */
  forget(): void {
    this.#known.clear();
    this.#sightings.clear();
  }

  #see(entity: number, occurredAt: number): void {
    const sighting = this.#sightings.get(entity);
    if (!sighting) {
      this.#sightings.set(entity, { events: 1, firstSeen: occurredAt, lastSeen: occurredAt });
      return;
    }
    sighting.events += 1;
    sighting.firstSeen = Math.min(sighting.firstSeen, occurredAt);
    sighting.lastSeen = Math.max(sighting.lastSeen, occurredAt);
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
