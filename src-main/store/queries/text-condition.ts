import type { ReadDb } from '../sql/connection.ts';
import { join, sql } from '../sql/fragment.ts';
import type { Fragment } from '../sql/fragment.ts';

/**
 * Literal text search: true if one of the searched fields of an event holds the text, whatever
 * its case. `%`, `_`, quotes and backslashes are ordinary characters. ASCII letters fold in
 * SQLite itself; text with other letters goes through JavaScript's `toLowerCase`, which folds
 * every script (Unicode Default Case Conversion, no locale).
 */

const SEARCHED_COLUMNS = [
  'message',
  'action',
  'actor_name',
  'actor_id',
  'id',
  'ip',
  'error_type',
  'error_message',
  'session_id',
  'correlation_id',
  'host',
] as const;

const FUNCTION = 'annals_contains';

/** Makes the search function known to a connection; every connection that filters needs it. */
export function registerTextFunctions(db: ReadDb): void {
  db.function(
    FUNCTION,
    { deterministic: true, directOnly: true },
    (haystack: unknown, folded: unknown) =>
      typeof haystack === 'string' &&
      typeof folded === 'string' &&
      haystack.toLowerCase().includes(folded)
        ? 1
        : 0,
  );
}

export function textCondition(text: string): Fragment {
  const matches = isAscii(text) ? likeMatcher(text) : foldMatcher(text);
  const columns = SEARCHED_COLUMNS.map((column) =>
    matches({ text: `event.${column}`, values: [] }),
  );
  // The first element of a target is its type, which is a word of ours and not searched.
  const targets = sql`EXISTS (SELECT 1 FROM json_each(event.targets) AS target
    WHERE ${matches(sql`target.value ->> 1`)} OR ${matches(sql`target.value ->> 2`)})`;
  return join([...columns, targets], ' OR ', sql`FALSE`);
}

function likeMatcher(text: string): (column: Fragment) => Fragment {
  const pattern = `%${text.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;
  return (column) => sql`ifnull(${column} LIKE ${pattern} ESCAPE '\\', FALSE)`;
}

function foldMatcher(text: string): (column: Fragment) => Fragment {
  const folded = text.toLowerCase();
  const name: Fragment = { text: FUNCTION, values: [] };
  return (column) => sql`${name}(${column}, ${folded})`;
}

function isAscii(text: string): boolean {
  return /^[\u{1}-\u{7F}]*$/u.test(text);
}
