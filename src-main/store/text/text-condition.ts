import { join, sql } from '../sql/fragment.ts';
import type { Fragment } from '../sql/fragment.ts';
import { foldNeedle, printNeedles } from './needles.ts';
import { NAMED_FIELDS, SEPARATOR, TEXT_FIELDS } from './searched-text.ts';

/**
 * Literal text search: true if one of the searched fields of an event holds one of the texts,
 * whatever its case (`fold`). `%`, `_`, quotes and backslashes are ordinary characters. The SQL
 * rests on text-functions.ts.
 */

/** Looks into message, action, names, ids, address and error text. */
export function textCondition(texts: readonly string[]): Fragment {
  return sql`(${inMessage(texts)}
    OR annals_text(${printNeedles(texts)}, ${NAMED_FIELDS}, event.targets))`;
}

/** Looks into every text that is kept of an event: fields, keys and values of JSON, original. */
export function anywhereCondition(texts: readonly string[]): Fragment {
  const needles = printNeedles(texts);
  return sql`(${inMessage(texts)} OR annals_text(${needles}, ${TEXT_FIELDS}, event.targets)
    OR annals_json(${needles}, event.targets, event.metadata, event.changes)
    OR annals_original(${needles}, event.seq, ${nearestBlock('first_seq')}, ${nearestBlock('data')}))`;
}

/**
 * Common texts stand in most messages, where SQLite finds them without calling us. LIKE folds
 * ASCII letters only: all it finds is right, and what it does not find is asked for again.
 */
function inMessage(texts: readonly string[]): Fragment {
  const patterns = texts
    .map(foldNeedle)
    .filter((text) => !text.includes(SEPARATOR))
    .map((text) => `%${text.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`);
  const likes = patterns.map((pattern) => sql`event.message LIKE ${pattern} ESCAPE '\\'`);
  return join(likes, ' OR ', sql`FALSE`);
}

function nearestBlock(column: 'first_seq' | 'data'): Fragment {
  return sql`iif(event.raw_hash IS NULL, NULL, (SELECT ${{ text: column, values: [] }}
    FROM raw_block WHERE first_seq <= event.seq ORDER BY first_seq DESC LIMIT 1))`;
}
