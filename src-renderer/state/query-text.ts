import { parseQuery } from '#shared/filter-syntax/parse.ts';
import { printQuery } from '#shared/filter-syntax/print.ts';
import type { ParsedQuery, Query } from '#shared/filter-syntax/query.ts';
import { zoneClock } from '#shared/time/zone-clock.ts';

/** A longer text is not read: every key press would be felt. */
export const QUERY_LENGTH = 2_000;

/** The text of the query bar, read in the zone in which times are shown. */
export function readQuery(text: string, zone: string): ParsedQuery {
  if (text.length <= QUERY_LENGTH) return parseQuery(text, zoneClock(zone));
  const error = {
    start: 0,
    end: text.length,
    message: `A query has at most ${QUERY_LENGTH.toLocaleString('en')} characters.`,
    expected: 'Leave some conditions out.',
  };
  return { conditions: [], ok: false, errors: [error] };
}

/** A query as the bar shows it; reading it gives the same again. */
export function writeQuery({ range, terms }: Query, zone: string): string {
  return printQuery({ range, terms }, zoneClock(zone));
}
