import type { EntityCounts } from '../queries/facet-values.ts';

/**
 * Numbers for the values of the lens's columns, in the order in which they were first seen. They
 * only grow, so that a code keeps its meaning for every chunk that holds it.
 */

/** Texts by number; number 0 is the absence of one. */
export class TextDictionary {
  readonly #codes = new Map<string, number>();
  readonly #texts: (string | null)[] = [null];
  #characters = 0;

  get size(): number {
    return this.#texts.length;
  }

  code(text: string | null): number {
    if (text === null) return 0;
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.#texts.length;
    this.#codes.set(text, code);
    this.#texts.push(text);
    this.#characters += text.length;
    return code;
  }

  text(code: number): string | null {
    return this.#texts[code] ?? null;
  }

  /** A table with 1 for each number whose text passes a test; 0 for the absence of one. */
  table(passes: (text: string) => boolean): Uint8Array {
    return Uint8Array.from(this.#texts, (text) => (text !== null && passes(text) ? 1 : 0));
  }

  /** Memory in bytes, as far as it can be told: text, list and map entries. */
  get bytes(): number {
    return this.#characters * 2 + this.#texts.length * ENTRY_BYTES;
  }

  /** The texts with numbers [start, end), for {@link add}. */
  entries(start: number, end: number): readonly (string | null)[] {
    return this.#texts.slice(start, end);
  }

  /** Takes up texts in the order in which {@link entries} gave them. */
  add(texts: readonly (string | null)[]): void {
    for (const text of texts) this.code(text);
  }
}

export type Actor = readonly [id: string | null, name: string | null];

/** Actors by number: pairs of id and name. Number 0 is the absence of both. */
export class ActorDictionary {
  readonly #codes = new Map<string, number>();
  readonly #actors: Actor[] = [[null, null]];
  #characters = 0;

  get size(): number {
    return this.#actors.length;
  }

  code(id: string | null, name: string | null): number {
    if (id === null && name === null) return 0;
    const key = JSON.stringify([id, name]);
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const code = this.#actors.length;
    this.#codes.set(key, code);
    this.#actors.push([id, name]);
    this.#characters += key.length;
    return code;
  }

  actor(code: number): Actor {
    return this.#actors[code] ?? [null, null];
  }

  /** A table with 1 for each number whose id or name passes a test. */
  table(passes: (text: string) => boolean): Uint8Array {
    return Uint8Array.from(this.#actors, ([id, name]) =>
      (id !== null && passes(id)) || (name !== null && passes(name)) ? 1 : 0,
    );
  }

  get bytes(): number {
    return this.#characters * 4 + this.#actors.length * ENTRY_BYTES;
  }

  /** The actors with numbers [start, end), for {@link add}. */
  entries(start: number, end: number): readonly Actor[] {
    return this.#actors.slice(start, end);
  }

  /** Takes up actors in the order in which {@link entries} gave them. */
  add(actors: readonly Actor[]): void {
    for (const [id, name] of actors) this.code(id, name);
  }
}

/** About what V8 needs for a string's header, a list slot and a map entry. */
const ENTRY_BYTES = 60;

/** Sets of entities by number; number 0 is the empty one. */
class EntitySets {
  readonly #codes = new Map<string, number>();
  /** Entities in the order in which they were first seen: their places are numbers without gaps. */
  readonly #entities: number[] = [];
  readonly #places = new Map<number, number>();
  /** Places of the entities of all sets, one set after the other, and where each begins. */
  #members = new Uint32Array(1_024);
  #starts = new Uint32Array(1_024);
  #size = 0;

  constructor() {
    this.code([]);
  }

  get size(): number {
    return this.#size;
  }

  /** @param entities numbers of entities, each once, ascending */
  code(entities: readonly number[]): number {
    const key = entities.join(' ');
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const code = this.#size;
    const start = this.#starts[code] ?? 0;
    const end = start + entities.length;
    this.#codes.set(key, code);
    this.#starts = roomFor(this.#starts, code + 2);
    this.#members = roomFor(this.#members, end);
    for (const [index, entity] of entities.entries()) {
      this.#members[start + index] = this.#placeOf(entity);
    }
    this.#size = code + 1;
    this.#starts[this.#size] = end;
    return code;
  }

  /** A table with 1 for each set that has one of some entities. */
  table(wanted: ReadonlySet<number>): Uint8Array {
    const isWanted = Uint8Array.from(this.#entities, (entity) => (wanted.has(entity) ? 1 : 0));
    const table = new Uint8Array(this.#size);
    for (let code = 0; code < this.#size; code += 1) {
      const end = this.#starts[code + 1] ?? 0;
      for (let index = this.#starts[code] ?? 0; index < end; index += 1) {
        if (isWanted[this.#members[index] ?? 0] === 1) table[code] = 1;
      }
    }
    return table;
  }

  /** How often each entity occurs, from how often each set does. */
  count(sets: Uint32Array): EntityCounts {
    const counts = new Uint32Array(this.#entities.length);
    for (let code = 0; code < sets.length; code += 1) {
      const count = sets[code] ?? 0;
      if (count === 0) continue;
      const end = this.#starts[code + 1] ?? 0;
      for (let index = this.#starts[code] ?? 0; index < end; index += 1) {
        const place = this.#members[index] ?? 0;
        counts[place] = (counts[place] ?? 0) + count;
      }
    }
    const countOf = (entity: number): number => {
      const place = this.#places.get(entity);
      return place === undefined ? 0 : (counts[place] ?? 0);
    };
    return { entities: this.#entities, counts, countOf };
  }

  get bytes(): number {
    return (
      this.#starts.byteLength +
      this.#members.byteLength +
      (this.#size + this.#entities.length) * ENTRY_BYTES
    );
  }

  /** The sets with numbers [start, end), for {@link add}. */
  entries(start: number, end: number): readonly (readonly number[])[] {
    const codes = Array.from(
      { length: Math.min(end, this.#size) - start },
      (_, index) => start + index,
    );
    return codes.map((code) =>
      Array.from(
        this.#members.subarray(this.#starts[code], this.#starts[code + 1]),
        (place) => this.#entities[place] ?? 0,
      ),
    );
  }

  /** Takes up sets in the order in which {@link entries} gave them. */
  add(sets: readonly (readonly number[])[]): void {
    for (const entities of sets) this.code(entities);
  }

  #placeOf(entity: number): number {
    const known = this.#places.get(entity);
    if (known !== undefined) return known;
    const place = this.#entities.length;
    this.#places.set(entity, place);
    this.#entities.push(entity);
    return place;
  }
}

function roomFor(list: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  if (length <= list.length) return list;
  const larger = new Uint32Array(Math.max(length, list.length * 2));
  larger.set(list);
  return larger;
}

/** The dictionaries of all columns; `kind` needs none (kind.ts). */
export interface Dictionaries {
  readonly category: TextDictionary;
  readonly action: TextDictionary;
  readonly actor: ActorDictionary;
  readonly targets: EntitySets;
  readonly errorType: TextDictionary;
  readonly intent: TextDictionary;
  readonly ip: TextDictionary;
  /** Numbers of batches, in decimal. */
  readonly batch: TextDictionary;
}

export type DictionaryName = keyof Dictionaries;
type AnyDictionary = Dictionaries[DictionaryName];

/** All dictionaries with their names. */
export function dictionariesOf(
  dictionaries: Dictionaries,
): readonly (readonly [DictionaryName, AnyDictionary])[] {
  return Object.entries(dictionaries) as [DictionaryName, AnyDictionary][];
}

export function emptyDictionaries(): Dictionaries {
  return {
    category: new TextDictionary(),
    action: new TextDictionary(),
    actor: new ActorDictionary(),
    targets: new EntitySets(),
    errorType: new TextDictionary(),
    intent: new TextDictionary(),
    ip: new TextDictionary(),
    batch: new TextDictionary(),
  };
}

/** Memory of all dictionaries in bytes. */
export function dictionaryBytes(dictionaries: Dictionaries): number {
  return dictionariesOf(dictionaries).reduce((sum, [, { bytes }]) => sum + bytes, 0);
}
