import type { ZoneClock } from '#shared/time/zone-clock.ts';

/** Times of many events: formatting a date takes longer than all else that is done with it. */

const DAY_MS = 86_400_000;
const TWO = digits(100, 2);
const THREE = digits(1_000, 3);

/** Dates up to `T`; logs have few days. */
const dates = new Map<number, string>();
const MOST_DATES = 10_000;

/** ISO 8601 in UTC with milliseconds, as `formatIsoTime` has it. @param ms integer */
export function isoText(ms: number): string {
  const day = Math.floor(ms / DAY_MS);
  const rest = ms - day * DAY_MS;
  const seconds = Math.floor(rest / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const clock = `${TWO[hours]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}.${THREE[rest % 1_000]}Z`;
  return (dates.get(day) ?? dateText(day)) + clock;
}

/** The same as a clock in a zone shows it, with its offset: `2026-01-31T15:30:05.123+01:00`. */
export function localText(ms: number, clock: ZoneClock): string {
  const wall = clock.toWall(ms);
  return isoText(wall).slice(0, -1) + offsetText(wall - ms);
}

/** Before clocks went by zones, offsets had seconds. */
function offsetText(offset: number): string {
  const seconds = Math.abs(offset) / 1_000;
  const hours = TWO[Math.floor(seconds / 3_600)];
  const minutes = TWO[Math.floor(seconds / 60) % 60];
  const rest = seconds % 60 === 0 ? '' : `:${TWO[seconds % 60]}`;
  return `${offset < 0 ? '-' : '+'}${hours}:${minutes}${rest}`;
}

function dateText(day: number): string {
  const text = new Date(day * DAY_MS).toISOString().slice(0, -'00:00:00.000Z'.length);
  if (dates.size >= MOST_DATES) dates.clear();
  dates.set(day, text);
  return text;
}

function digits(count: number, width: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => String(number).padStart(width, '0'));
}
