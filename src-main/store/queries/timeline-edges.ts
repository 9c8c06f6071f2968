import type { EventFilter } from '#shared/model/event-filter.ts';
import { bucketEdges } from '#shared/time/bucket-edges.ts';

/** Time of the first and the last matching event, ms UTC. */
export interface MatchingSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * The edges of a timeline: it covers the range that the filter asks for, or where that is open,
 * as far as events match.
 * @returns no edges if nothing matches
 */
export function timelineEdges(
  { from, to }: EventFilter,
  span: MatchingSpan | null,
  buckets: number,
  timeZone: string,
): readonly number[] {
  if (!span) return [];
  return bucketEdges({
    from: from ?? span.first,
    to: to === null ? span.last : to - 1,
    atMost: buckets,
    timeZone,
  });
}
