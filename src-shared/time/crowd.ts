/** A bucket as far as a crowd is concerned: times in ms UTC, `end` exclusive. */
interface CountedStretch {
  readonly start: number;
  readonly end: number;
  readonly total: number;
}

/** The stretch that holds nearly all events, and how many lie outside of it. */
export interface Crowd {
  /** Inclusive, ms UTC. */
  readonly from: number;
  /** Exclusive, ms UTC. */
  readonly to: number;
  readonly earlier: number;
  readonly later: number;
}

/** A crowd holds at least this share of all events… */
const CROWD_SHARE = 0.99;
/** …in at most this share of the time. */
const CROWDED_SHARE = 0.25;

/**
 * The narrowest stretch of whole buckets that holds nearly all events, if it is narrow: a few late
 * or early ones would else press all others into a bar or two.
 * @param buckets without a gap, ascending
 * @returns null if the events are spread out, or there are none
 */
export function crowdOf(buckets: readonly CountedStretch[]): Crowd | null {
  const total = buckets.reduce((sum, bucket) => sum + bucket.total, 0);
  const enough = total * CROWD_SHARE;
  let best: { first: number; last: number; inside: number } | null = null;
  let first = 0;
  let inside = 0;
  for (const [last, bucket] of buckets.entries()) {
    inside += bucket.total;
    for (;;) {
      const without = inside - (buckets[first]?.total ?? 0);
      if (first >= last || without < enough) break;
      inside = without;
      first += 1;
    }
    if (inside >= enough && (!best || last - first < best.last - best.first)) {
      best = { first, last, inside };
    }
  }
  if (!best || total === 0) return null;
  if (best.last - best.first + 1 > buckets.length * CROWDED_SHARE) return null;
  const [start, end] = [buckets[best.first], buckets[best.last]];
  if (!start || !end) return null;
  const earlier = buckets.slice(0, best.first).reduce((sum, bucket) => sum + bucket.total, 0);
  return { from: start.start, to: end.end, earlier, later: total - best.inside - earlier };
}
