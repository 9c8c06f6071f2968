import { readTime } from '../mappings/time-forms.ts';
import type { TimeRule } from '../mappings/time-forms.ts';

/** Enough of a line to see whether it begins with a time, in characters. */
export const LINE_START_LENGTH = 128;

/** `<34>` of syslog, and the version behind it that RFC 5424 adds. */
const PRIORITY = '(?:<\\d{1,3}>(?:\\d{1,2} )?)?';

/** How logs write levels; in upper case they are taken further behind in a line, too. */
const LEVEL =
  'trace|debug|info|information|notice|warn|warning|error|err|severe|critical|crit|fatal|alert|emerg|emergency|panic|log';

const CLOCK = '\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';

/**
 * Names of zones that follow a time. Those that no rule can read must be part of the time, too:
 * without its zone it would be read as another moment.
 */
const ZONE =
  '(?: ?(?:Z|[+-]\\d\\d(?::?\\d\\d)?)| (?:UTC|GMT|WET|WEST|BST|IST|CET|CEST|EET|EEST|MSK|SAST|PKT|SGT|HKT|JST|KST|ACST|ACDT|AWST|AEST|AEDT|NZST|NZDT|AKST|AKDT|HST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BRT|ART|CLT))?(?!\\w|[.:]\\d)';

/** Times as they stand at the beginning of lines. */
const TIMES = [
  // 2026-01-01T00:00:00.000Z, 2026-01-01 00:00:00,000 UTC, 2026/01/01 00:00:00
  `\\d{4}(?<dash>[-/])\\d\\d\\k<dash>\\d\\d[T ]${CLOCK}${ZONE}`,
  // syslog (RFC 3164): Jan  5 21:13:33; some write the year behind the day
  `${MONTH} [ \\d]\\d (?:\\d{4} )?${CLOCK}(?!\\w|[.:]\\d)`,
  // asctime: Tue Jan  5 21:13:33 2026
  `(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} [ \\d]\\d ${CLOCK} \\d{4}(?!\\w)`,
  // 05/Jan/2026:21:13:33 +0000, 05-Jan-2026 21:13:33.000
  `\\d\\d?[/-]${MONTH}[/-]\\d{4}[: ]${CLOCK}${ZONE}`,
].join('|');

const LINE_START = new RegExp(
  `^(?<priority>${PRIORITY})(?<lead>(?:\\[?(?:${LEVEL})\\]?:? +)?)(?<bracket>[[(]?)(?<time>${TIMES})[\\])]?`,
  'u',
);
/** The same with levels in upper case, in front of the time: `ERROR 2026-01-01 …`. */
const LINE_START_UPPER = new RegExp(
  LINE_START.source.replace(`(?:${LEVEL})`, `(?:${LEVEL.toUpperCase()})`),
  'u',
);

/** The beginning of a line of a text log, taken apart. */
export interface LineStart {
  /** `<34>1 `, or nothing. */
  readonly priority: string;
  /** A level in front of the time, or nothing. */
  readonly lead: string;
  readonly isBracketed: boolean;
  readonly time: string;
  /** Index behind the time and its bracket. */
  readonly end: number;
}

/**
 * The time with which a line begins.
 * @returns null if it begins with something else: it belongs to the record before then
 */
export function lineStartOf(line: string): LineStart | null {
  const start = line.slice(0, LINE_START_LENGTH);
  const match = LINE_START.exec(start) ?? LINE_START_UPPER.exec(start);
  const groups = match?.groups;
  if (!match || !groups) return null;
  return {
    priority: groups['priority'] ?? '',
    lead: groups['lead'] ?? '',
    isBracketed: groups['bracket'] !== '',
    time: groups['time'] ?? '',
    end: match[0].length,
  };
}

/** The level that a text begins with, or that stands in upper case among its first words. */
const FIRST_LEVEL = new RegExp(`^[\\s|:-]*[[(<]?(?<level>${LEVEL})[\\])>]?(?=[\\s:|,]|$)`, 'iu');
const LATER_LEVEL = new RegExp(
  `^\\s*(?:\\S+\\s+){1,4}?[[(<]?(?<level>${LEVEL.toUpperCase()})[\\])>:]?(?=\\s|$)`,
  'u',
);

/** A level, and the index of what follows it if it stands first. */
export function levelOf(text: string): { readonly level: string; readonly end: number } | null {
  const start = text.slice(0, LINE_START_LENGTH);
  const first = FIRST_LEVEL.exec(start);
  if (first) return { level: first.groups?.['level'] ?? '', end: first[0].length };
  const later = LATER_LEVEL.exec(start)?.groups?.['level'];
  return later === undefined ? null : { level: later, end: 0 };
}

const ANY_TIME: TimeRule = {
  zone: 'UTC',
  dateOrder: 'mdy',
  newest: Date.UTC(2100, 0),
  now: Date.UTC(2100, 0),
};

/** True if a value of a table is a time and nothing else; names of columns never are. */
export function isTimeValue(value: string): boolean {
  if (!/\d/u.test(value)) return false;
  try {
    readTime(value, '', ANY_TIME);
    return true;
  } catch {
    return false;
  }
}
