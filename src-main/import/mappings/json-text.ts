import { isTooDeep, parseExactJson } from '../formats/exact-json.ts';

/** In UTF-16 code units: what is longer is no field but a document, and stays text. */
const LONGEST_TEXT = 1_048_576;

/**
 * JSON in a text, as some sources have it in a column or a field (import-mappings.md, pitfall 6).
 * @returns the object or list that the text holds; the value itself if it is no text, holds
 * anything else, is larger than 1 MiB, or nested deeper than records may be
 */
export function jsonIn(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > LONGEST_TEXT) return value;
  if (!/^\s*[[{]/u.test(value)) return value;
  const parsed = parsedOrNull(value);
  return parsed === null || isTooDeep(parsed) ? value : parsed;
}

function parsedOrNull(text: string): object | null {
  try {
    const parsed: unknown = parseExactJson(text);
    return typeof parsed === 'object' ? parsed : null;
  } catch {
    return null;
  }
}
