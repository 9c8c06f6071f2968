import { zoneClock } from '#shared/time/zone-clock.ts';
import type { TimelineBucket } from '#shared/model/timeline.ts';
import { timeParts } from '../../format/times.ts';

/** A label of the time axis, at the left edge of a bucket. */
export interface TimeTick {
  readonly bucket: number;
  readonly label: string;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30.5 * DAY;
const YEAR = 365.25 * DAY;

/** About how wide a label is, with the room after it, in px. */
const LABEL_WIDTH = 76;

/** Distances between labels: how long, and the same number for all wall times in one stretch. */
interface Step {
  readonly length: number;
  readonly indexOf: (wall: number) => number;
}

const monthOf = (wall: number): number => {
  const date = new Date(wall);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};
const every = (length: number): Step => ({ length, indexOf: (wall) => Math.floor(wall / length) });
const months = (count: number): Step => ({
  length: count * MONTH,
  indexOf: (wall) => Math.floor(monthOf(wall) / count),
});

const STEPS: readonly Step[] = [
  ...[1, 10, 100, 500].map(every),
  ...[1, 5, 15, 30].map((seconds) => every(seconds * SECOND)),
  ...[1, 5, 15, 30].map((minutes) => every(minutes * MINUTE)),
  ...[1, 2, 3, 6, 12].map((hours) => every(hours * HOUR)),
  ...[1, 2, 7, 14].map((days) => every(days * DAY)),
  ...[1, 3, 6].map(months),
  ...[1, 2, 5, 10, 20, 50, 100, 500, 1_000].map((years) => months(12 * years)),
];

/** Labels at round times of the zone, as many as there is room for; the first says the day. */
export function timeTicks(
  buckets: readonly TimelineBucket[],
  zone: string,
  width: number,
): readonly TimeTick[] {
  const first = buckets[0];
  const last = buckets.at(-1);
  if (!first || !last) return [];
  const clock = zoneClock(zone);
  const perPixel = (last.end - first.start) / width;
  const step = STEPS.find(({ length }) => length >= perPixel * LABEL_WIDTH) ?? STEPS.at(-1);
  if (!step) return [];
  const ticks: TimeTick[] = [{ bucket: 0, label: dayLabel(first.start, zone, step.length) }];
  let before = step.indexOf(clock.toWall(first.start));
  for (const [bucket, { start }] of buckets.entries()) {
    const index = step.indexOf(clock.toWall(start));
    if (index === before) continue;
    before = index;
    const tick = { bucket, label: labelOf(start, zone, step.length) };
    const previous = ticks.at(-1)?.bucket ?? 0;
    if (((bucket - previous) / buckets.length) * width >= LABEL_WIDTH - 6) ticks.push(tick);
  }
  // A label that would be cut off at the right says nothing.
  return ticks.filter(({ bucket }) => width - (bucket / buckets.length) * width >= 72);
}

function labelOf(ms: number, zone: string, step: number): string {
  if (step >= DAY) return dayLabel(ms, zone, step);
  const { date, time, ms: fraction } = timeParts(ms, zone);
  if (step < SECOND) return `${time}.${fraction}`;
  if (step < MINUTE) return time;
  // A day begins with its date.
  return time === '00:00:00' ? date : time.slice(0, 5);
}

function dayLabel(ms: number, zone: string, step: number): string {
  const { date } = timeParts(ms, zone);
  if (step >= YEAR - DAY) return date.slice(0, -6);
  return step >= MONTH ? date.slice(0, -3) : date;
}
