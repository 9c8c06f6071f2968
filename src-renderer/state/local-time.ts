import { parseIsoTime } from '#shared/time/iso-time.ts';
import { zoneClock } from '#shared/time/zone-clock.ts';
import { formatOffset, formatSeconds } from '../format/times.ts';

/** A bound as it was typed. */
export type TypedTime =
  | { readonly kind: 'empty' }
  | { readonly kind: 'wrong' }
  | {
      readonly kind: 'time';
      readonly ms: number;
      /** What was made of a time that clocks skip or show twice; null for any other. */
      readonly note: string | null;
    };

const DAY_MS = 86_400_000;

/**
 * Reads a time as people type it. Without an offset it is meant in `zone`; a date alone is the
 * whole day, so that as an `end` it is the moment after its last one.
 *
 * A time that the clocks skip is the moment at which they do, since that is what lies between all
 * that is earlier and all that is later; of a time that they show twice, the first is taken. The
 * query bar and the timeline go by the same rule (`ZoneClock`).
 */
export function parseLocalTime(text: string, zone: string, edge: 'start' | 'end'): TypedTime {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  const isDate = /^\d{4}-\d\d-\d\d$/u.test(trimmed);
  const parsed = parseIsoTime(isDate ? `${trimmed} 00:00` : trimmed);
  if (!parsed) return { kind: 'wrong' };
  if (!parsed.isZoneless) return { kind: 'time', ms: parsed.ms, note: null };
  const wall = parsed.ms + (isDate && edge === 'end' ? DAY_MS : 0);
  return { kind: 'time', ...readWall(wall, zone) };
}

/** When clocks in a zone show a wall time, given as if it were UTC. */
function readWall(
  wall: number,
  zone: string,
): { readonly ms: number; readonly note: string | null } {
  const clock = zoneClock(zone);
  const [ms, second] = clock.momentsOf(wall);
  const [date = '', time = ''] = timeText(wall, 'UTC').split(' ');
  if (second !== undefined) {
    const offset = isoOffset(clock.toWall(second) - second);
    const note = `${time} comes twice on ${date}. The first is taken (${formatOffset(zone, ms)}); write ${time}${offset} for the second.`;
    return { ms, note };
  }
  if (clock.toWall(ms) === wall) return { ms, note: null };
  const taken = timeText(ms, zone);
  const isSameDay = taken.startsWith(date);
  const note = `${time} does not exist on ${date}: the clocks go forward. ${isSameDay ? taken.slice(11) : taken} is taken.`;
  return { ms, note };
}

/** `2026-03-29 02:30`, without seconds where they are zero. */
function timeText(ms: number, zone: string): string {
  return formatSeconds(ms, zone).replace(/:00$/u, '');
}

/** `+01:00` */
function isoOffset(ms: number): string {
  const minutes = Math.abs(Math.round(ms / 60_000));
  const two = (count: number): string => String(count).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
