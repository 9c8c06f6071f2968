import { parseQuery } from '#shared/filter-syntax/parse.ts';
import { filterOf } from '#shared/filter-syntax/query.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { zoneClock } from '#shared/time/zone-clock.ts';
import { zoneName } from '../print/format.ts';
import type { OptionSpec, Options } from './parse-options.ts';
import { QueryMistake } from './query-mistake.ts';

export const QUERY_OPTION: OptionSpec = {
  name: 'query',
  value: 'TEXT',
  help: 'As in the query bar: words, field:a,b, -field:a, severity>=error, last:7d',
  group: 'Filter',
};

/**
 * What `--query` asks for; everything if it was not given.
 * @param now integer milliseconds UTC
 * @throws QueryMistake
 */
export function queryFilter(options: Options, now: number): EventFilter {
  const text = options.one('query');
  if (text === undefined) return EVERYTHING;
  const parsed = parseQuery(text, zoneClock(zoneName()));
  if (parsed.ok) return filterOf(parsed.query, now);
  const [mistake] = parsed.errors;
  if (!mistake) throw new Error('a query without a mistake was not read');
  throw new QueryMistake(text, mistake);
}
