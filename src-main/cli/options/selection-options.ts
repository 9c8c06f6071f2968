import { isEverything } from '#shared/model/event-filter.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { EntityKey } from '#shared/model/review.ts';
import type { EventSelection } from '#shared/model/review.ts';
import type { StoreReads } from '../../store/store-api.ts';
import { formatCount } from '../print/format.ts';
import { filterOf } from './filter-options.ts';
import type { OptionSpec, Options } from './parse-options.ts';
import { usageError } from './parse-options.ts';
import { splitList } from './term-options.ts';

/** The events that a command line means, before the store was asked for those that it names. */
export type NamedEvents = { readonly names: readonly string[] } | { readonly filter: EventFilter };

/** The options beside a filter with which acts say which events they are about. */
export const SELECTION_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'ids',
    value: 'A,B',
    help: 'These events: their ids, or the numbers that `annals query` lists',
    group: 'Options',
  },
  {
    name: 'all',
    value: null,
    help: 'Every event; without a filter, nothing less is meant by accident',
    group: 'Options',
  },
];

/**
 * The events that a command line means; null if it says nothing about events.
 * @param now integer milliseconds UTC
 * @throws AnnalsError INVALID_INPUT, also if it says it in more than one way
 */
export function namedEvents(options: Options, now: number): NamedEvents | null {
  const filter = filterOf(options, now);
  const isFiltered = !isEverything(filter);
  const names = options.all('ids').flatMap(splitList);
  const ways = [options.has('ids'), options.has('all'), isFiltered].filter(Boolean);
  if (ways.length > 1) {
    throw usageError('--ids, --all and a filter each say which events are meant.', 'Give one.');
  }
  if (isFiltered || options.has('all')) return { filter };
  if (!options.has('ids')) return null;
  if (names.length === 0) throw usageError('--ids names no event.', 'As in --ids 17,18.');
  if (names.length > LIMITS.targets) {
    const most = formatCount(LIMITS.targets);
    throw usageError(`--ids can name ${most} events at most.`, 'Choose more by a filter.');
  }
  return { names };
}

/**
 * The same as the store knows them.
 * @throws AnnalsError NOT_FOUND with the names of those that are not there
 */
export function selectionOf(named: NamedEvents, reads: StoreReads): EventSelection {
  return 'filter' in named ? named : { seqs: [...reads.seqsOf(named.names)] };
}

/**
 * Something that events touched, as TYPE:ID. Only the first colon counts, so that ids may have
 * some, as ARNs do; a colon of the type is written \:.
 * @throws AnnalsError INVALID_INPUT naming the option
 */
export function entityKeyOf(option: string, text: string): EntityKey {
  const [type = '', ...rest] = text.split(/(?<!\\):/u).map((part) => part.replaceAll('\\:', ':'));
  const key = EntityKey.safeParse({ type, id: rest.join(':') });
  if (key.success) return key.data;
  throw usageError(`“${text}” for --${option} is not TYPE:ID.`, 'As in seller:17.');
}
