import type { EventChanges, JsonObject } from '#shared/model/audit-event.ts';
import { stepTo } from './json-path.ts';
import { jsonText } from './json-text.ts';
import { diffLines, diffWords } from './text-diff.ts';
import type { DiffPart } from './text-diff.ts';

type Json = JsonObject[string];

/** One value that an event changed. */
export interface Change {
  /** Where it is: `address.city`. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** How to show it: whole values, words marked within them, or line by line. */
  readonly shown:
    | { readonly as: 'values'; readonly old: string | null; readonly new: string | null }
    | { readonly as: 'words'; readonly parts: readonly DiffPart[] }
    | { readonly as: 'lines'; readonly parts: readonly DiffPart[] };
  /** The value as it is now, or as it was if it is gone. */
  readonly copied: string;
}

/** Texts that have less in common than this are easier to read whole. */
const LEAST_COMMON = 0.3;

/** What an event changed, value by value: objects are gone into, all else is compared as a whole. */
export function changesOf({ old, new: fresh }: EventChanges): readonly Change[] {
  return inObject('', old, fresh);
}

function inObject(path: string, old: JsonObject, fresh: JsonObject): readonly Change[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
  return keys.flatMap((key) => {
    const [before, after] = [ownValue(old, key), ownValue(fresh, key)];
    const at = stepTo(path, key);
    if (isObject(before) && isObject(after)) return inObject(at, before, after);
    if (before === undefined || after === undefined) return [oneSided(at, before, after)];
    return isSame(before, after) ? [] : [changed(at, before, after)];
  });
}

function oneSided(path: string, old: Json | undefined, fresh: Json | undefined): Change {
  const [before, after] = [old, fresh].map((value) =>
    value === undefined ? null : jsonText(value),
  );
  return {
    path,
    kind: old === undefined ? 'added' : 'removed',
    shown: { as: 'values', old: before ?? null, new: after ?? null },
    copied: after ?? before ?? '',
  };
}

function changed(path: string, old: Json, fresh: Json): Change {
  const [before, after] = [jsonText(old), jsonText(fresh)];
  return { path, kind: 'changed', shown: compared(old, fresh, before, after), copied: after };
}

function compared(old: Json, fresh: Json, before: string, after: string): Change['shown'] {
  const isLong = before.includes('\n') && after.includes('\n');
  if (isLong) return { as: 'lines', parts: diffLines(before, after) };
  const values = { as: 'values', old: before, new: after } as const;
  if (typeof old !== 'string' || typeof fresh !== 'string') return values;
  const parts = diffWords(before, after);
  const common = parts.reduce(
    (sum, { kind, text }) => sum + (kind === 'same' ? text.length : 0),
    0,
  );
  const isAlike = common >= LEAST_COMMON * Math.max(before.length, after.length);
  return isAlike ? { as: 'words', parts } : values;
}

function ownValue(value: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(before: Json, after: Json): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
