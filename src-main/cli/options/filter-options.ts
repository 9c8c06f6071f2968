import { EventFilter } from '#shared/model/event-filter.ts';
import type { OptionSpec, Options } from './parse-options.ts';
import { usageError } from './parse-options.ts';
import { QUERY_OPTION, queryFilter } from './query-option.ts';
import { LOOK_BACK, rangeOf, rangeOptions } from './range-options.ts';
import type { LookBack, TimeSpan } from './range-options.ts';
import { TERM_SPECS, optionOfField, termsOf } from './term-options.ts';

/** The options with which every command that takes a filter says which events are meant. */
export function filterOptions(lookBack: LookBack = LOOK_BACK): readonly OptionSpec[] {
  return [QUERY_OPTION, ...rangeOptions(lookBack), ...TERM_SPECS];
}

/** How filters are written, for help. */
export const FILTER_NOTES: readonly string[] = [
  'All filters hold together. A,B means any of them; write \\, for a comma in a value. An option',
  'that is repeated adds values; --text repeated must all be found. Times without a zone are local.',
];

/**
 * The filter that a command line describes.
 * @param now integer milliseconds UTC
 * @throws AnnalsError INVALID_INPUT naming the option
 */
export function filterOf(
  options: Options,
  now: number,
  lookBack: LookBack = LOOK_BACK,
): EventFilter {
  const query = queryFilter(options, now);
  const range = rangeOf(options, now, lookBack);
  if (hasRange(query) && hasRange(range)) {
    throw usageError(
      '--query and the other options both name a range of time.',
      'Name it in one of them.',
    );
  }
  const terms = [...termsOf(options), ...query.terms];
  const parsed = EventFilter.safeParse({ ...(hasRange(query) ? query : range), terms });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const index = issue?.path[1];
  const field = typeof index === 'number' ? terms[index]?.field : undefined;
  const option = field === undefined ? 'filter' : `--${optionOfField(field)}`;
  throw usageError(`${option}: ${issue?.message ?? 'not valid'}.`);
}

/**
 * The filter of a ready-made question, narrowed by the filter that a command line describes. A
 * range that was given takes the place of the one that the question has by itself.
 */
export function narrowed(question: EventFilter, given: EventFilter): EventFilter {
  const { from, to } = hasRange(given) ? given : question;
  return { from, to, terms: [...question.terms, ...given.terms] };
}

function hasRange({ from, to }: TimeSpan): boolean {
  return from !== null || to !== null;
}
