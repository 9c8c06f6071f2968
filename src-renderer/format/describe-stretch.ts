import { formatPrecise, formatSeconds } from './times.ts';

const MIDNIGHT = ' 00:00';

/**
 * A stretch of time, `to` not included, as short as it can be said: `2023-07-10` for a whole day,
 * `2023-07-10 14:00 – 14:05` within one.
 */
export function describeStretch(from: number, to: number, zone: string): string {
  const { read, cut } = precisionOf(from, to);
  const text = (ms: number): string => read(ms, zone).replace(cut, '');
  const start = text(from);
  const end = text(to);
  if (start.endsWith(MIDNIGHT) && end.endsWith(MIDNIGHT)) {
    // Whole days are named by the first and the last of them.
    const first = start.slice(0, 10);
    const last = formatSeconds(to - 1, zone).slice(0, 10);
    return first === last ? first : `${first} – ${last}`;
  }
  const isSameDay = end.slice(0, 10) === start.slice(0, 10);
  return `${start} – ${isSameDay ? end.slice(11) : end}`;
}

/** Both ends are told as finely as the finer of them needs. */
function precisionOf(from: number, to: number) {
  const areAll = (unit: number): boolean => from % unit === 0 && to % unit === 0;
  if (!areAll(1_000)) return { read: formatPrecise, cut: '' };
  return { read: formatSeconds, cut: areAll(60_000) ? /:00$/u : '' };
}
