import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';

type Index = ReadonlyMap<string, unknown>;

/**
 * The fields of a record by names that do not depend on anybody's spelling: lower case, without
 * `_`, `-` and spaces. Fields of nested objects are `outer.inner`; a flat field of that very name
 * is found too. Names that only lead deeper are looked at when they are asked for.
 */
export class FieldIndex {
  readonly #fields: Index;
  readonly #nested = new Map<string, Index>();
  /** Keys of the record, in its own spelling, that something could be made of. */
  readonly used = new Set<string>();
  readonly #spelling = new Map<string, string>();

  constructor(record: ParsedRecord) {
    this.#fields = indexOf(record, this.#spelling);
  }

  /** @param name as this class spells them; @returns undefined if absent, null or blank */
  get(name: string): unknown {
    const flat = this.#fields.get(name);
    const dot = name.indexOf('.');
    if (flat !== undefined || dot === -1) return flat;
    const [first = '', ...path] = name.slice(dot + 1).split('.');
    let value: unknown = this.#level(name.slice(0, dot))?.get(first);
    for (const part of path) value = isObject(value) ? indexOf(value).get(part) : undefined;
    return value;
  }

  /** The first of several names that is there, with its name as the record spells it. */
  find(names: readonly string[]): { readonly name: string; readonly value: unknown } | null {
    for (const name of names) {
      const value = this.get(name);
      if (value !== undefined) return { name: this.#use(name) ?? name, value };
    }
    return null;
  }

  /** What a reader makes of the first of several names that it can make something of. */
  read<Value>(names: readonly string[], reader: (value: unknown) => Value | null): Value | null {
    for (const name of names) {
      const value = this.get(name);
      const result = value === undefined ? null : reader(value);
      if (result !== null) {
        this.#use(name);
        return result;
      }
    }
    return null;
  }

  #level(name: string): Index | undefined {
    const known = this.#nested.get(name);
    if (known) return known;
    const value = this.#fields.get(name);
    if (!isObject(value)) return undefined;
    const level = indexOf(value);
    this.#nested.set(name, level);
    return level;
  }

  #use(name: string): string | undefined {
    const key = this.#spelling.get(name);
    if (key !== undefined) this.used.add(key);
    return key;
  }
}

function indexOf(record: ParsedRecord, spelling?: Map<string, string>): Index {
  const fields = new Map<string, unknown>();
  for (const key of Object.keys(record)) {
    const value = record[key];
    const name = fieldName(key);
    if (value === null || value === undefined || fields.has(name)) continue;
    if (typeof value === 'string' && value.trim() === '') continue;
    fields.set(name, value);
    spelling?.set(name, key);
  }
  return fields;
}

/** Records of one file have the same keys, so each is folded once. */
const folded = new Map<string, string>();
const MOST_FOLDED = 10_000;

/** A key as {@link FieldIndex} spells it. */
export function fieldName(key: string): string {
  const known = folded.get(key);
  if (known !== undefined) return known;
  const name = key.toLowerCase().replaceAll(/[_\-\s\ufeff]/gu, '');
  if (folded.size >= MOST_FOLDED) folded.clear();
  folded.set(key, name);
  return name;
}
