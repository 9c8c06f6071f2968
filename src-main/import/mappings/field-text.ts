import { LIMITS } from '#shared/model/limits.ts';

/** NUL cuts text short in SQLite, and a lone half of a surrogate pair is no character. */
const NOT_STORABLE = /[\0\p{Surrogate}]/gu;

/**
 * The text of a field of an event, as it can be stored: numbers and booleans as text, well-formed,
 * without NUL, not longer than the limit. The raw record keeps what was cut off.
 * @param limit in UTF-16 code units
 * @returns null for anything that is no text, and for empty text
 */
export function fieldText(value: unknown, limit: number): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || value === '') return null;
  return storable(value.length > limit ? clip(value, limit) : value);
}

/** {@link fieldText} for what is meant to be one short value. */
export function nameText(value: unknown): string | null {
  return fieldText(value, LIMITS.name);
}

/** {@link nameText}, but nothing for JSON in a text, which names nothing. */
export function plainName(value: unknown): string | null {
  const name = nameText(value);
  return name !== null && /^\s*[[{]/u.test(name) ? null : name;
}

/** {@link fieldText} for messages and user agents. */
export function messageText(value: unknown): string | null {
  return fieldText(value, LIMITS.message);
}

function storable(text: string): string {
  return text.replace(NOT_STORABLE, '\ufffd');
}

/** Cuts behind a whole character. */
function clip(text: string, limit: number): string {
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}
