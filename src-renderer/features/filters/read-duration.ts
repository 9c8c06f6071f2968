import { parseDuration } from '#shared/time/time-window.ts';

const UNITS: readonly (readonly [unit: string, names: RegExp])[] = [
  ['s', /^(?:s|secs?|seconds?)$/u],
  ['m', /^(?:m|mins?|minutes?)$/u],
  ['h', /^(?:h|hrs?|hours?)$/u],
  ['d', /^(?:d|days?)$/u],
  ['w', /^(?:w|wks?|weeks?)$/u],
];

/**
 * A length of time as people type it, as ranges have it: `last 2 weeks` is `2w`.
 * @returns null if the text is no such length
 */
export function readTypedDuration(text: string): string | null {
  const [, count, name] =
    /^(?:last\s*:?\s*)?(\d{1,6})\s*([a-z]+)$/u.exec(text.trim().toLowerCase()) ?? [];
  const unit = UNITS.find(([, names]) => names.test(name ?? ''))?.[0];
  if (count === undefined || unit === undefined) return null;
  const duration = `${Number(count)}${unit}`;
  return parseDuration(duration) === null ? null : duration;
}
