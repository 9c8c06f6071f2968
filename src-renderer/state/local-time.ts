import { parseIsoTime } from '#shared/time/iso-time.ts';
import { timeParts } from '../format/times.ts';

/** A bound as it was typed. */
export type TypedTime =
  | { readonly kind: 'empty' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'time'; readonly ms: number };

const DAY_MS = 86_400_000;

/**
 * Reads a time as people type it. Without an offset it is meant in `zone`; a date alone is the
 * whole day, so that as an `end` it is the moment after its last one.
 */
export function parseLocalTime(text: string, zone: string, edge: 'start' | 'end'): TypedTime {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  const isDate = /^\d{4}-\d\d-\d\d$/u.test(trimmed);
  const parsed = parseIsoTime(isDate ? `${trimmed} 00:00` : trimmed);
  if (!parsed) return { kind: 'wrong' };
  const wall = parsed.ms + (isDate && edge === 'end' ? DAY_MS : 0);
  return { kind: 'time', ms: parsed.isZoneless ? fromWall(wall, zone) : wall };
}

/**
 * The instant at which clocks in a zone show a wall time, given as if it were UTC. A time that
 * the clocks skip is taken as that much later; of a time that they show twice, the first is taken.
 */
function fromWall(wall: number, zone: string): number {
  const before = wall - offsetAt(wall - DAY_MS, zone);
  const after = wall - offsetAt(wall + DAY_MS, zone);
  const fits = [before, after].filter((ms) => ms + offsetAt(ms, zone) === wall);
  return fits.length === 0 ? before : Math.min(...fits);
}

/** How far the clocks of a zone are ahead of UTC at an instant, in ms. */
function offsetAt(ms: number, zone: string): number {
  const { date, time, ms: fraction } = timeParts(ms, zone);
  return (parseIsoTime(`${date}T${time}.${fraction}Z`)?.ms ?? ms) - ms;
}
