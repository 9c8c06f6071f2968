import type { TimelineBucket } from '#shared/model/timeline.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';

/** What is in a bucket, for those who do not see its bar: `12 events: 11 success, 1 failure`. */
export function countsInWords({ total, counts }: TimelineBucket): string {
  const parts = Object.entries(counts)
    .toSorted(([, one], [, other]) => other - one)
    .map(([value, count]) => `${formatCount(count)} ${value}`);
  const all = total === 0 ? 'no events' : formatCountOf(total, 'event');
  return parts.length === 0 ? all : `${all}: ${parts.join(', ')}`;
}
