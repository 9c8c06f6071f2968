import type { PrunePlan } from '#shared/model/prune.ts';
import { describeFilter } from '../../format/describe-filter.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { formatSeconds } from '../../format/times.ts';

/** Which events a plan is about: `All from before 2025-11-21 16:29:50 that match outcome:failure`. */
export function scopeInWords({ scope, action }: Pick<PrunePlan, 'scope' | 'action'>, zone: string) {
  if (action === 'clear') return 'Everything';
  const { before, keepNewest, minAgeDays, filter } = scope;
  const query = describeFilter(filter, zone);
  const parts = [
    'All',
    ...(keepNewest === null
      ? []
      : [
          `but the newest ${formatCount(keepNewest)}, older than ${formatCountOf(minAgeDays, 'day')}`,
        ]),
    ...(before === null ? [] : [`from before ${formatSeconds(before, zone)}`]),
    ...(query === '' ? [] : [`that match ${query}`]),
  ];
  return parts.join(' ');
}
