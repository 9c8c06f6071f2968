import { z } from 'zod';
import { EpochMs } from './audit-event.ts';
import { EventFilter } from './event-filter.ts';
import { LIMITS } from './limits.ts';
import { TimeZone } from './time-zone.ts';

export const TIMELINE_SPLITS = ['severity', 'outcome'] as const;
export type TimelineSplit = (typeof TIMELINE_SPLITS)[number];

/** How many events happened when. */
export const TimelineRequest = z.strictObject({
  filter: EventFilter,
  by: z.enum(TIMELINE_SPLITS),
  /** At most so many buckets; their width is a round one (src-shared/time/bucket-edges.ts). */
  buckets: z.int().min(1).max(LIMITS.timelineBuckets),
  /** IANA name of the zone whose hours, days and months the edges follow. */
  timeZone: TimeZone,
});
export type TimelineRequest = z.infer<typeof TimelineRequest>;

export const TimelineBucket = z.strictObject({
  /** Inclusive, ms UTC. */
  start: EpochMs,
  /** Exclusive, ms UTC. */
  end: z.int(),
  total: z.int().nonnegative(),
  /** Counts by severity or outcome; values that no event has are left out. */
  counts: z.record(z.string(), z.int().positive()),
});
export type TimelineBucket = z.infer<typeof TimelineBucket>;

/**
 * Buckets without a gap over the range that the filter asks for or, where it is open, from the
 * first to the last matching event; none if nothing matches.
 */
export const Timeline = z.strictObject({ buckets: z.array(TimelineBucket) });
export type Timeline = z.infer<typeof Timeline>;

/** A timeline as the window shows it, and the events that it leaves out at its ends. */
export const ShownTimeline = Timeline.extend({
  earlier: z.int().nonnegative(),
  later: z.int().nonnegative(),
});
export type ShownTimeline = z.infer<typeof ShownTimeline>;
