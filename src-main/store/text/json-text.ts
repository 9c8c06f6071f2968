/** What `JSON.parse` answers. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Looks into a JSON value: true if a key, a text, a number or a boolean in it, at whatever depth,
 * is what is looked for. Numbers and booleans are as JSON writes them.
 */
export function someText(value: Json, isWanted: (text: string) => boolean): boolean {
  if (value === null) return false;
  if (typeof value !== 'object') return isWanted(String(value));
  if (Array.isArray(value)) return value.some((each) => someText(each, isWanted));
  return Object.entries(value).some(([key, each]) => isWanted(key) || someText(each, isWanted));
}
