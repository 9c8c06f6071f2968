import type { JsonObject } from '#shared/model/audit-event.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';

/** Above this size of a record, only its short leftovers become metadata. */
const LARGE_RECORD_BYTES = 32_768;
const SHORT_LEFTOVER = 1_024;

/**
 * What a record has beside the fields that were understood, as far as it is not too much; the
 * original has the rest.
 * @param used top-level keys an event's fields were made of; objects are kept all the same, since
 * they may hold more than was used
 */
export function leftovers(
  record: ParsedRecord,
  used: ReadonlySet<string>,
  rawBytes: number,
): JsonObject {
  const isLarge = rawBytes > LARGE_RECORD_BYTES;
  const kept: [string, unknown][] = [];
  let size = 0;
  for (const [key, value] of Object.entries(record)) {
    if (value === null || value === '' || key === '__proto__') continue;
    if (used.has(key) && !isObject(value)) continue;
    if (isLarge) {
      const length = typeof value === 'string' ? value.length : 0;
      if (typeof value === 'object' || length > SHORT_LEFTOVER) continue;
      size += key.length + length;
      if (size > LARGE_RECORD_BYTES) break;
    }
    kept.push([key, value]);
  }
  return Object.fromEntries(kept) as JsonObject;
}
