import { types } from 'node:util';
import type { JsonObject } from '#shared/model/audit-event.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { clip } from './clip.ts';
import type { Redactor } from './redactor.ts';
import { MASK } from './secret-keys.ts';

type Json = JsonObject[string];

/** Levels of objects and lists that are kept; what lies deeper is named, not shown. */
const DEEPEST = 8;
/** How much of a value is looked at, in characters, with so many for every entry of it. */
const ROOM = 4 * LIMITS.json;
const ENTRY_COST = 8;

export interface PlainObject {
  readonly value: JsonObject;
  /** True if something stood under a key that names a secret. */
  readonly hasSecretKey: boolean;
}

/**
 * An object of any program as JSON, without its secrets. Never fails and never takes long: values
 * that JSON does not have are put in words, and circles, depth and size come to an end.
 */
export function plainObject(value: object, redactor: Redactor): PlainObject {
  const walk = new Walk(redactor);
  const plain = walk.plain(value, 0);
  const isObject = typeof plain === 'object' && plain !== null && !Array.isArray(plain);
  return { value: isObject ? plain : { value: plain }, hasSecretKey: walk.hasSecretKey };
}

class Walk {
  readonly #redactor: Redactor;
  /** The objects that the walk is inside of. */
  readonly #above = new Set<object>();
  #room = ROOM;
  hasSecretKey = false;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  plain(value: unknown, depth: number): Json {
    this.#room -= ENTRY_COST;
    if (this.#room < 0) return '[left out]';
    switch (typeof value) {
      case 'string':
        return this.#text(value);
      case 'number':
      case 'bigint':
        return this.#number(value);
      case 'boolean':
        return value;
      case 'object':
        return value === null ? null : this.#object(value, depth);
      case 'undefined':
        return null;
      case 'function':
      case 'symbol':
        return `[${typeof value}]`;
    }
  }

  #text(text: string): string {
    const bounded = clip(text, LIMITS.message);
    this.#room -= bounded.length;
    return clip(this.#redactor.text(bounded), LIMITS.message);
  }

  /** A card number is one also without quotes. */
  #number(value: number | bigint): Json {
    const digits = String(value);
    const masked = this.#redactor.text(digits);
    if (masked !== digits) return masked;
    return typeof value === 'number' && Number.isFinite(value) ? value : digits;
  }

  #object(value: object, depth: number): Json {
    if (this.#above.has(value)) return '[circular]';
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) {
      return `[${value.byteLength} bytes]`;
    }
    if (value instanceof URL || value instanceof RegExp) return this.#text(String(value));
    if (depth >= DEEPEST) return Array.isArray(value) ? '[list]' : '[object]';
    this.#above.add(value);
    try {
      return this.#parts(value, depth + 1);
    } catch {
      // A getter or a proxy of the caller's.
      return '[unreadable]';
    } finally {
      this.#above.delete(value);
    }
  }

  #parts(value: object, depth: number): Json {
    if (Array.isArray(value)) return this.#list(value, depth);
    if (value instanceof Set) return this.#list([...value], depth);
    if (value instanceof Map) return this.#entries(value, depth);
    if (types.isNativeError(value)) {
      // Those three are not among its entries.
      const { name, message, stack } = value;
      return this.#entries(
        Object.entries({ name, message, stack }).concat(Object.entries(value)),
        depth,
      );
    }
    return this.#entries(Object.entries(value), depth);
  }

  #list(values: readonly unknown[], depth: number): Json[] {
    const list: Json[] = [];
    for (const value of values) {
      if (this.#room < 0) break;
      list.push(this.plain(value, depth));
    }
    return list;
  }

  #entries(entries: Iterable<readonly [unknown, unknown]>, depth: number): JsonObject {
    const plain: [string, Json][] = [];
    for (const [key, value] of entries) {
      if (this.#room < 0) break;
      if (value === undefined) continue;
      const name = String(key);
      plain.push([this.#text(name), this.#isSecret(name, value) ? MASK : this.plain(value, depth)]);
    }
    // As own properties, `__proto__` included.
    return Object.fromEntries(plain);
  }

  /** That something is set, or is not, is no secret. */
  #isSecret(key: string, value: unknown): boolean {
    if (typeof value === 'boolean' || value === null || !this.#redactor.isSecretKey(key))
      return false;
    this.hasSecretKey = true;
    return true;
  }
}
