import { isEverything } from '#shared/model/event-filter.ts';
import { MIN_AGE_DAYS } from '#shared/model/limits.ts';
import type { PruneScope } from '#shared/model/prune.ts';
import { ACCESS_OPTIONS } from './access-options.ts';
import { integerOption } from './bounded-options.ts';
import { filterOf } from './filter-options.ts';
import type { OptionSpec, Options } from './parse-options.ts';
import { usageError } from './parse-options.ts';
import { parseTimeOption } from './time-option.ts';

/** Options with which a command line says what is to be pruned, beside a filter. */
export const PRUNE_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'before',
    value: 'TIME|DAYS',
    help: 'Events older than this: a time, or an age as in 365d',
    group: 'Options',
  },
  {
    name: 'keep-newest',
    value: 'N',
    help: 'All but the newest N of those that match',
    group: 'Options',
  },
  {
    name: 'min-age',
    value: 'DAYS',
    help: `With --keep-newest: keep what is younger, ${MIN_AGE_DAYS} days by default`,
    group: 'Options',
  },
];

/** Options with which a plan is applied. */
export const APPLY_OPTIONS: readonly OptionSpec[] = [
  { name: 'apply', value: 'PLAN', help: 'Do what a plan says', group: 'Options' },
  {
    name: 'archive',
    value: 'FILE',
    help: 'With --apply: first write what goes to FILE, a zip, and verify it',
    group: 'Options',
  },
  ...ACCESS_OPTIONS,
];

const DAY_MS = 86_400_000;
const AGE = /^(\d{1,6})d$/u;
const MOST_DAYS = 36_500;

/**
 * What a command line wants pruned; null if it says nothing of it.
 * @param now integer milliseconds UTC
 * @throws AnnalsError INVALID_INPUT
 */
export function pruneScopeOf(options: Options, now: number): PruneScope | null {
  const filter = filterOf(options, now);
  const keepNewest = integerOption(options, 'keep-newest', 0, Number.MAX_SAFE_INTEGER);
  const minAge = integerOption(options, 'min-age', 0, MOST_DAYS);
  const text = options.one('before');
  if (minAge !== null && keepNewest === null) {
    throw usageError('--min-age goes with --keep-newest.', 'Age alone is --before.');
  }
  if (isEverything(filter) && keepNewest === null && text === undefined) return null;
  return {
    filter,
    before: text === undefined ? null : momentOf(text, now),
    keepNewest,
    minAgeDays: minAge ?? MIN_AGE_DAYS,
  };
}

function momentOf(text: string, now: number): number {
  const days = AGE.exec(text)?.[1];
  return days === undefined ? parseTimeOption('before', text) : now - Number(days) * DAY_MS;
}
