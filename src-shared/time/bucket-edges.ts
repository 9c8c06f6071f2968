import { AnnalsError } from '../ipc/failure.ts';
import { EARLIEST_MS, LATEST_MS } from '../model/limits.ts';
import { zoneClock } from './zone-clock.ts';
import type { ZoneClock } from './zone-clock.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How many edges a change of the clock can make one: the hours of a day that a zone skipped. */
const SLACK = 26;

/** One way to cut time: where the bucket of a wall time begins, and where the next one does. */
interface Width {
  /** Of one bucket while the clock is not changed, in ms. */
  readonly longest: number;
  /**
   * What a change of the clock does: buckets below an hour go on evenly; hours begin whenever the
   * clock comes to them, so that one it shows twice is two buckets; days and more begin once.
   */
  readonly kind: 'even' | 'hours' | 'days';
  floor(wall: number): number;
  next(start: number): number;
}

const WIDTHS: readonly Width[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((ms) => fixed('even', ms)),
  ...[1, 2, 5, 10, 15, 30].map((seconds) => fixed('even', seconds * SECOND)),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => fixed('even', minutes * MINUTE)),
  ...[1, 2, 3, 6, 12].map((hours) => fixed('hours', hours * HOUR)),
  ...[1, 2].map((days) => fixed('days', days * DAY)),
  // 1970-01-05 was a Monday.
  fixed('days', 7 * DAY, 4 * DAY),
  ...[1, 3, 6].map(months),
  ...[1, 10, 100, 1_000].flatMap((years) => [1, 2, 5].map((digit) => months(12 * digit * years))),
  months(12 * 10_000),
];

function fixed(kind: Width['kind'], length: number, origin = 0): Width {
  return {
    longest: length,
    kind,
    floor: (wall) => Math.floor((wall - origin) / length) * length + origin,
    next: (start) => start + length,
  };
}

/** Buckets of so many months, counted from January of the year 0. */
function months(count: number): Width {
  return {
    longest: count * 31 * DAY,
    kind: 'days',
    floor: (wall) => startOfMonth(Math.floor(monthOf(wall) / count) * count),
    next: (start) => startOfMonth(monthOf(start) + count),
  };
}

function monthOf(wall: number): number {
  const date = new Date(wall);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function startOfMonth(month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
  return date.getTime();
}

/** What is cut, in ms UTC. */
interface Range {
  /** Inclusive. */
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
  /** At most so many buckets. */
  readonly atMost: number;
}

/**
 * Edges of the narrowest round buckets that cover a range and are not too many, in ms UTC:
 * ascending, one more than buckets, the first at or before `from`, the last after `to`. They are
 * round on the clocks of the zone, so that a day begins at midnight and may have 23 hours. What
 * would lie outside the years 1 to 9999 is cut off.
 * @param range.timeZone IANA name
 * @throws AnnalsError INVALID_INPUT if there is no such zone
 */
export function bucketEdges(range: Range & { readonly timeZone: string }): number[] {
  const { from, to, atMost } = range;
  const clock = clockOf(range.timeZone);
  for (const width of WIDTHS) {
    // Without this, a range of years would be cut into milliseconds first.
    if ((to - from) / width.longest > atMost + SLACK) continue;
    const edges = edgesOf(width, range, clock);
    if (edges) return edges;
  }
  // Left over is a single bucket over the end of the year 9999 of a zone.
  return [EARLIEST_MS, LATEST_MS + 1];
}

/** Null if there are too many. */
function edgesOf(width: Width, { from, to, atMost }: Range, clock: ZoneClock): number[] | null {
  const offset = clock.toWall(from) - from;
  const moments: number[] = [];
  let first = from;
  for (let wall = width.floor(from + offset); first <= to; wall = width.next(wall)) {
    const all = width.kind === 'even' ? [wall - offset] : clock.momentsOf(wall);
    const kept = width.kind === 'hours' ? all : all.slice(0, 1);
    moments.push(...kept);
    if (moments.length > atMost + SLACK) return null;
    first = kept[0] ?? first;
  }
  // Hours that are shown twice come in pairs, and those that are skipped in one moment.
  const edges = [...new Set(moments)].toSorted((a, b) => a - b);
  const start = edges.findLastIndex((edge) => edge <= from);
  const end = edges.findIndex((edge) => edge > to);
  if (end - start > atMost) return null;
  return edges
    .slice(start, end + 1)
    .map((edge) => Math.min(Math.max(edge, EARLIEST_MS), Math.max(LATEST_MS, to + 1)));
}

function clockOf(timeZone: string): ZoneClock {
  try {
    return zoneClock(timeZone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AnnalsError(
      'INVALID_INPUT',
      `There is no time zone “${timeZone}”.`,
      'Name one as in Europe/Berlin, or UTC.',
    );
  }
}
