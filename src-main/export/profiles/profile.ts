import type { z } from 'zod';
import type { ExportedEvent } from '../export-row.ts';

export type JsonValue = z.core.util.JSONType;

/** What a profile says beside the event itself. */
export interface ProfileContext {
  /** Of Annals. */
  readonly version: string;
}

/**
 * One field of a profile: where its value stands in a JSON object, with dots between the levels,
 * and under which name it is a column of CSV.
 */
export interface ProfileField {
  readonly path: string;
  /** @returns null for what an event does not have: the field is left out then */
  readonly of: (event: ExportedEvent, context: ProfileContext) => JsonValue | null;
}

/** Writes an event as the fields of a profile say. No path may be the beginning of another. */
export function nest(
  fields: readonly ProfileField[],
  event: ExportedEvent,
  context: ProfileContext,
): { [name: string]: JsonValue } {
  const whole: { [name: string]: JsonValue } = {};
  for (const { path, of } of fields) {
    const value = of(event, context);
    if (value === null) continue;
    const names = path.split('.');
    const last = names.pop() ?? path;
    let level = whole;
    for (const name of names) {
      level[name] ??= {};
      level = level[name] as { [name: string]: JsonValue };
    }
    level[last] = value;
  }
  return whole;
}

/** An object of what is there; null if nothing is. */
export function someOf(members: {
  readonly [name: string]: JsonValue | null;
}): { [name: string]: JsonValue } | null {
  const there = Object.entries(members).filter(([, value]) => value !== null);
  return there.length === 0 ? null : Object.fromEntries(there);
}

/** A list without what is not there and what is there twice; null if nothing is left. */
export function listOf(values: readonly (string | null)[]): string[] | null {
  const there = [...new Set(values.filter((value) => value !== null))];
  return there.length === 0 ? null : there;
}
