import type { EventFilter, FilterTerm } from '../model/event-filter.ts';
import { EARLIEST_MS, LATEST_MS } from '../model/limits.ts';
import { formatIsoTime } from '../time/iso-time.ts';
import type { TimeRange } from '../time/time-window.ts';
import { nameOf } from './fields.ts';
import { scanQuery } from './parts.ts';
import type { Query, QueryClock } from './query.ts';

/** The clock of the zone in which times are printed, such as a ZoneClock. */
export interface PrintClock extends QueryClock {
  /** What the clock shows at a time in ms UTC. */
  toWall(time: number): number;
}

/**
 * The one way to write a query or a filter; reading it gives the same again.
 * @param clock as the reader of the text will have it; without one, times are in UTC, with a zone
 */
export function printQuery(query: Query | EventFilter, clock?: PrintClock): string {
  const range: TimeRange =
    'range' in query ? query.range : { kind: 'between', from: query.from, to: query.to };
  return [...query.terms.map(printTerm), ...printRange(range, clock)].join(' ');
}

/** One condition: `-outcome:failure,error`. */
function printTerm({ field, values, negated }: FilterTerm): string {
  const sign = negated ? '-' : '';
  const [first = ''] = values;
  const isOne = values.length === 1;
  if (field === 'text' && isOne) return isWord(first, sign) ? sign + first : sign + quoted(first);
  if (field === 'severity' && isOne && first.startsWith('>=')) return `${sign}severity${first}`;
  return `${sign}${nameOf(field)}:${values.map(printValue).join(',')}`;
}

/** A value as it stands behind the colon of a field. */
export function printValue(value: string): string {
  return /[\s,"]/u.test(value) ? quoted(value) : value;
}

/** True if a text, behind its sign, is read as nothing but itself. */
function isWord(text: string, sign: string): boolean {
  const [only, ...more] = scanQuery(sign + text);
  const isOne = only?.field === null && more.length === 0;
  return isOne && only.values[0].text === text && only.isNegated === (sign !== '');
}

function quoted(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

function printRange(range: TimeRange, clock: PrintClock | undefined): string[] {
  if (range.kind === 'all') return [];
  if (range.kind === 'last') return [`last:${range.duration}`];
  return (['from', 'to'] as const).flatMap((name) => {
    const ms = range[name];
    return ms === null ? [] : [`${name}:${printTime(ms, clock)}`];
  });
}

/** As short as it can be: seconds are left out where they are zero, as is midnight. */
function printTime(ms: number, clock: PrintClock | undefined): string {
  const wall = clock?.toWall(ms) ?? ms;
  // An hour that clocks show twice can only be told by its zone.
  const isLocal = clock?.toUtc(wall) === ms && wall >= EARLIEST_MS && wall <= LATEST_MS;
  const iso = formatIsoTime(isLocal ? wall : ms).replace(/(?::00)?(?:\.000)?Z$/u, '');
  return isLocal ? iso.replace(/T00:00$/u, '') : `${iso}Z`;
}
