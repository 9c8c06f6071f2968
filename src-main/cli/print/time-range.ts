import { formatLocalTime, zoneOffset } from './format.ts';

/** By how much clocks are set back: an hour, and half of one on Lord Howe Island. */
const CLOCK_SHIFTS_MS = [60, -60, 30, -30].map((minutes) => minutes * 60_000);

/**
 * A stretch of time in the zone of the terminal, as short as it can be said: a year, a month, a
 * day, days, or from one time to another.
 * @param start inclusive, ms UTC
 * @param end exclusive, ms UTC
 */
export function formatRange(start: number, end: number): string {
  const [first, next] = [new Date(start), new Date(end)];
  if (!isMidnight(first) || !isMidnight(next)) return clockRange(start, end);
  const [from, to] = [dayOf(first), dayOf(new Date(end - 1))];
  if (from === to) return from;
  const isMonths = first.getDate() === 1 && next.getDate() === 1;
  if (!isMonths) return `${from} – ${to}`;
  const isYears = first.getMonth() === 0 && next.getMonth() === 0;
  const [a, b] = isYears
    ? [from.slice(0, -6), to.slice(0, -6)]
    : [from.slice(0, -3), to.slice(0, -3)];
  return a === b ? a : `${a} – ${b}`;
}

function clockRange(start: number, end: number): string {
  const precision = precisionOf([start, end]);
  const [from, to] = [clock(start, precision), clock(end, precision)];
  const isSameDay = dayOf(new Date(start)) === dayOf(new Date(end));
  return `${from} – ${isSameDay ? to.slice(to.indexOf(' ') + 1) : to}`;
}

/** How many characters of 14:30:05.123 are needed to tell times exactly. */
function precisionOf(times: readonly number[]): number {
  if (times.every((ms) => ms % 60_000 === 0)) return 'hh:mm'.length;
  return times.every((ms) => ms % 1_000 === 0) ? 'hh:mm:ss'.length : 'hh:mm:ss.mmm'.length;
}

function clock(ms: number, precision: number): string {
  const time = new Date(ms);
  const whole = `${formatLocalTime(ms)}.${String(time.getMilliseconds()).padStart(3, '0')}`;
  const text = whole.slice(0, whole.indexOf(' ') + 1 + precision);
  return comesTwice(ms) ? `${text} ${zoneOffset(ms)}` : text;
}

/** True where clocks are set back, so that another moment looks the same. */
function comesTwice(ms: number): boolean {
  return CLOCK_SHIFTS_MS.some((shift) => formatLocalTime(ms) === formatLocalTime(ms + shift));
}

function dayOf(time: Date): string {
  const text = formatLocalTime(time.getTime());
  return text.slice(0, text.indexOf(' '));
}

function isMidnight(time: Date): boolean {
  return (
    time.getHours() === 0 &&
    time.getMinutes() === 0 &&
    time.getSeconds() === 0 &&
    time.getMilliseconds() === 0
  );
}
