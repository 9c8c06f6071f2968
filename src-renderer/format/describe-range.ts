import { parseDuration } from '#shared/time/time-window.ts';
import { assertNever } from '#shared/util/assert.ts';
import type { TimeRange } from '#shared/time/time-window.ts';
import { formatSeconds } from './times.ts';

/** The ranges one press away. */
export const PRESET_DURATIONS = ['15m', '1h', '24h', '7d', '30d', '90d'] as const;

const UNITS: Readonly<Record<string, string>> = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
};

/** A range in words: `Last 7 days`, `2023-07-10 12:00 – 14:30`. */
export function describeRange(range: TimeRange, zone: string): string {
  switch (range.kind) {
    case 'all':
      return 'All time';
    case 'last':
      return describeDuration(range.duration);
    case 'between':
      return describeBounds(range.from, range.to, zone);
    default:
      return assertNever(range);
  }
}

function describeDuration(duration: string): string {
  if (parseDuration(duration) === null) return duration;
  const count = Number(duration.slice(0, -1));
  const unit = UNITS[duration.slice(-1)] ?? '';
  return count === 1 ? `Last ${unit}` : `Last ${count} ${unit}s`;
}

function describeBounds(from: number | null, to: number | null, zone: string): string {
  if (from === null) return to === null ? 'All time' : `Before ${shortTime(to, zone)}`;
  if (to === null) return `Since ${shortTime(from, zone)}`;
  const start = shortTime(from, zone);
  const end = shortTime(to, zone);
  const day = start.slice(0, 10);
  // On one day the date is said once.
  return `${start} – ${end.startsWith(day) ? end.slice(11) : end}`;
}

/** Without seconds where they are zero. */
function shortTime(ms: number, zone: string): string {
  return formatSeconds(ms, zone).replace(/:00$/u, '');
}
