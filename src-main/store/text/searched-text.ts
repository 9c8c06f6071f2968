import { sql } from '../sql/fragment.ts';
import type { Fragment } from '../sql/fragment.ts';

/** Which text of an event a search looks into. */

/** What people know an event by: message, action, names, ids, address, error text. */
const NAMED_COLUMNS = [
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

/** Every column of plain text. */
const TEXT_COLUMNS = [
  ...NAMED_COLUMNS,
  'category',
  'outcome',
  'source',
  'actor_type',
  'intent',
  'user_agent',
  'stack_trace',
] as const;

/** Stands between fields: recorded text never holds it (event-codec.ts). */
export const SEPARATOR = '\0';

/** The fields of `text`, targets apart, as one value of SQL. */
export const NAMED_FIELDS = joined(NAMED_COLUMNS);

/** The fields of `anywhere` that are plain text, as one value of SQL. */
export const TEXT_FIELDS = joined(TEXT_COLUMNS);

/**
 * Ids and names of targets. Their type, which comes first, is a word of ours.
 * @param targets as stored, or folded: folding changes nothing of what JSON itself is made of
 */
export function namesOfTargets(targets: string): readonly string[] {
  const names: string[] = [];
  for (const target of JSON.parse(targets) as [type: string, id: string, name: string | null][]) {
    names.push(target[1]);
    if (target[2] !== null) names.push(target[2]);
  }
  return names;
}

/** SQLite hands one value to a function of ours faster than a dozen. */
function joined(columns: readonly string[]): Fragment {
  const names = columns.map((column) => `event.${column}`).join(', ');
  return sql`concat_ws(char(0), ${{ text: names, values: [] }})`;
}
