import type { EventChanges } from '#shared/model/audit-event.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { jsonIn } from './json-text.ts';
import { changesFrom } from './stored-json.ts';

/**
 * The value of a name in a list of pairs, as Microsoft writes properties: `{Name, Value}`,
 * `{key, value}`; the list may stand there as JSON text.
 */
export function valueNamed(list: unknown, name: string): unknown {
  for (const pair of objectsIn(list)) {
    if (pair['Name'] === name || pair['key'] === name) return pair['Value'] ?? pair['value'];
  }
  return undefined;
}

/** The objects of a list, which may stand there as JSON text. */
export function objectsIn(list: unknown): Readonly<Record<string, unknown>>[] {
  const values = jsonIn(list);
  return Array.isArray(values) ? values.filter(isObject) : [];
}

/** A property before and after, each of which may be JSON in a text. */
export interface PropertyChange {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Changes of an event; null if there are none, or more than an event may hold. */
export function changesOf(properties: readonly PropertyChange[]): EventChanges | null {
  if (properties.length === 0) return null;
  return changesFrom(
    valuesOf(properties.map(({ name, before }) => [name, before])),
    valuesOf(properties.map(({ name, after }) => [name, after])),
  );
}

function valuesOf(pairs: readonly (readonly [string, unknown])[]): ParsedRecord {
  const there = pairs.filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(there.map(([name, value]) => [name, plainValue(value)]));
}

/** `"\"text\""` is how Microsoft writes a text; lists and objects are JSON as well. */
function plainValue(value: unknown): unknown {
  const quoted = typeof value === 'string' ? /^"([^"\\]*)"$/u.exec(value) : null;
  return quoted ? quoted[1] : jsonIn(value);
}
