import type { DateOrder } from '#shared/model/time-notes.ts';

/** A time in a form that people write, taken apart. */
interface WrittenTime {
  /** What the clock showed, in ms as if it were on UTC. */
  readonly wall: number;
  /** How far that clock was ahead of UTC; null if the text does not say. */
  readonly offsetMs: number | null;
  readonly isYearless: boolean;
}

interface WrittenRule {
  readonly dateOrder: DateOrder | null;
  readonly newest: number;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = '(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const CLOCK =
  '(?<hour>\\d\\d?):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:[.,](?<fraction>\\d{1,9}))?)?';
const ZONE = '(?: ?(?<zone>Z|UTC|GMT|[+-]\\d\\d:?\\d\\d))?';
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +)?';

const FORMS = [
  // RFC 5322, Apache: Tue, 18 May 2021 21:13:33 +0200; 18/May/2021:21:13:33 +0200
  `^${WEEKDAY}(?<day>\\d\\d?)[ /-]${MONTH}[ /-](?<year>\\d{4})[ :,]+${CLOCK}${ZONE}$`,
  // asctime: Tue May 18 21:13:33 2021; with the zone in front of the year as `date` has it
  `^${WEEKDAY}${MONTH} +(?<day>\\d\\d?) +${CLOCK}${ZONE} +(?<year>\\d{4})$`,
  // May 18, 2021 9:13:33 PM
  `^${WEEKDAY}${MONTH} +(?<day>\\d\\d?),? +(?<year>\\d{4}),?(?: at)? +${CLOCK}(?: ?(?<half>[ap]m))?${ZONE}$`,
  // syslog (RFC 3164): May 18 21:13:33
  `^${MONTH} +(?<day>\\d\\d?) +${CLOCK}$`,
  // 2021/05/18 21:13:33
  `^(?<year>\\d{4})[/.](?<monthNumber>\\d\\d?)[/.](?<day>\\d\\d?)[ T,]+${CLOCK}${ZONE}$`,
  // 5/18/2021 9:13:33 PM, 18.05.2021 21:13:33
  `^(?<first>\\d\\d?)(?<mark>[/.-])(?<then>\\d\\d?)\\k<mark>(?<year>\\d{4})(?:,? +${CLOCK}(?: ?(?<half>[ap]m))?${ZONE})?$`,
].map((form) => new RegExp(form, 'iu'));

/**
 * Reads a time as people and old programs write it: with names of months, with slashes, with AM
 * and PM, without a year.
 * @returns null if it is no such time, `ambiguous` if the day and the month could be either and
 * the rule does not say which stands first
 */
export function parseWrittenTime(
  text: string,
  rule: WrittenRule,
): WrittenTime | 'ambiguous' | null {
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups;
    if (parts) return fromParts(parts, rule);
  }
  return null;
}

type Parts = Readonly<Record<string, string | undefined>>;

function fromParts(parts: Parts, rule: WrittenRule): WrittenTime | 'ambiguous' | null {
  const date = dateOf(parts, rule);
  if (date === 'ambiguous') return date;
  const clockMs = clockOf(parts);
  if (date === null || clockMs === null) return null;
  const { month, day } = date;
  if (parts['year'] !== undefined) {
    const wall = wallOf(Number(parts['year']), month, day, clockMs);
    return wall === null ? null : { wall, offsetMs: offsetOf(parts['zone']), isYearless: false };
  }
  // A day of leeway, because the clock of the file's date may be in another zone.
  const newest = rule.newest + 86_400_000;
  const thisYear = new Date(newest).getUTCFullYear();
  for (let year = thisYear; year > thisYear - 8; year -= 1) {
    const wall = wallOf(year, month, day, clockMs);
    if (wall !== null && wall <= newest) return { wall, offsetMs: null, isYearless: true };
  }
  return null;
}

function dateOf(
  parts: Parts,
  { dateOrder }: WrittenRule,
): { readonly month: number; readonly day: number } | 'ambiguous' | null {
  const named = parts['month']?.slice(0, 3).toLowerCase();
  if (named !== undefined) return { month: MONTHS.indexOf(named) + 1, day: Number(parts['day']) };
  if (parts['monthNumber'] !== undefined) {
    return { month: Number(parts['monthNumber']), day: Number(parts['day']) };
  }
  const first = Number(parts['first']);
  const then = Number(parts['then']);
  if (first > 12) return { month: then, day: first };
  // Only one of the two can be a month, or they are the same; AM and PM go with month first.
  if (then > 12 || first === then || parts['half'] !== undefined || dateOrder === 'mdy') {
    return { month: first, day: then };
  }
  // Points stand in dates of countries that write the day first.
  if (parts['mark'] === '.' || dateOrder === 'dmy') return { month: then, day: first };
  return 'ambiguous';
}

function clockOf(parts: Parts): number | null {
  const half = parts['half']?.toLowerCase();
  const given = Number(parts['hour'] ?? 0);
  if (half !== undefined && (given < 1 || given > 12)) return null;
  const hour = half === undefined ? given : (given % 12) + (half === 'pm' ? 12 : 0);
  const minute = Number(parts['minute'] ?? 0);
  const second = Number(parts['second'] ?? 0);
  if (hour > 23 || minute > 59 || second > 60) return null;
  const fraction =
    second === 60 ? 999 : Number((parts['fraction'] ?? '').padEnd(3, '0').slice(0, 3));
  return ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1_000 + fraction;
}

function wallOf(year: number, month: number, day: number, clockMs: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.getTime() + clockMs : null;
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  const match = /^([+-])(\d\d):?(\d\d)$/u.exec(zone);
  if (!match) return 0;
  const [, sign, hours, minutes] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
