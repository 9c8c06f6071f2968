import { EventChanges, JsonObject } from '#shared/model/audit-event.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { jsonIn } from './json-text.ts';
import { isThere } from './record-path.ts';

/**
 * Changes of an event, from what a source calls old and new: objects, JSON in texts, or single
 * values.
 * @returns null if there are none, or they are larger or deeper than an event may hold; the
 * original has them
 */
export function changesFrom(before: unknown, after: unknown): EventChanges | null {
  if (!isThere(before) && !isThere(after)) return null;
  const changes = EventChanges.safeParse({ old: valuesOf(before), new: valuesOf(after) });
  return changes.success ? changes.data : null;
}

function valuesOf(value: unknown): unknown {
  if (!isThere(value)) return {};
  const parsed = jsonIn(value);
  return isObject(parsed) ? parsed : { value: parsed };
}

/** A row with its metadata read, where that is JSON in a text which an event may hold. */
export function withMetadataRead(row: ParsedRecord): ParsedRecord {
  const metadata = jsonIn(row['metadata']);
  return JsonObject.safeParse({ metadata }).success ? { ...row, metadata } : row;
}
