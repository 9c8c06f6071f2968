import type { DateOrder, TimeNote } from '#shared/model/time-notes.ts';
import { parseIsoTime } from '#shared/time/iso-time.ts';
import { zoneClock } from '#shared/time/zone-clock.ts';
import { RecordError } from '../formats/record.ts';
import { parseWrittenTime } from './written-time.ts';

/** How times are read that do not say everything. Chosen for an import, and told with its result. */
export interface TimeRule {
  /** Zone of times that name none: an IANA name, `UTC` included. */
  readonly zone: string;
  /** What stands first in dates such as 1/2/2026; null: they are refused, not guessed. */
  readonly dateOrder: DateOrder | null;
  /** A time without a year is the last of its kind before this moment: when the file was changed. */
  readonly newest: number;
  /** The moment of the import, ms UTC. Times more than a day later are odd. */
  readonly now: number;
}

/** A time as it was read. */
export interface ReadTime {
  /** Integer milliseconds UTC; finer digits are cut off. */
  readonly ms: number;
  readonly notes: readonly TimeNote[];
}

/** Epoch numbers are told apart by size: each unit's numbers for 1990 to 2100, as milliseconds. */
const FIRST_MS = Date.UTC(1990, 0);
const LAST_MS = Date.UTC(2100, 0);
const DAY_MS = 86_400_000;

/** Milliseconds per second, millisecond, microsecond and nanosecond. */
const UNITS_MS = [1_000, 1, 1e-3, 1e-6] as const;

/**
 * Reads a time: ISO 8601 (with `T` or a space, a fraction behind a point or comma, `Z`, `UTC`, an
 * offset or no zone at all), a Unix epoch in seconds, milliseconds, microseconds or nanoseconds,
 * or a form that people write (written-time.ts). What a form leaves open is decided by the rule
 * and noted, or refused.
 * @param field what the record calls the time
 * @throws RecordError if the value is no such time
 */
export function readTime(value: unknown, field: string, rule: TimeRule): ReadTime {
  const found =
    typeof value === 'number'
      ? instant(fromEpoch(value))
      : typeof value === 'string'
        ? fromText(value.trim(), field, rule)
        : null;
  if (found === null) {
    throw new RecordError(`its time “${shown(value)}” (${field}) is in no form that Annals reads`);
  }
  if (found.ms < FIRST_MS) return { ms: found.ms, notes: [...found.notes, 'early'] };
  if (found.ms > rule.now + DAY_MS) return { ms: found.ms, notes: [...found.notes, 'future'] };
  return found;
}

/** Whether {@link readTime} could read a value. */
export function isTime(value: unknown, rule: TimeRule): boolean {
  try {
    readTime(value, '', rule);
    return true;
  } catch (error) {
    if (error instanceof RecordError) return false;
    throw error;
  }
}

function fromText(text: string, field: string, rule: TimeRule): ReadTime | null {
  if (/^\d+(?:\.\d+)?$/u.test(text)) return instant(fromEpoch(Number(text)));
  const iso = parseIsoTime(text) ?? parseIsoTime(tidied(text));
  if (iso) return iso.isZoneless ? onWall(iso.ms, rule, []) : { ms: iso.ms, notes: [] };
  const written = parseWrittenTime(text, rule);
  if (written === 'ambiguous') {
    throw new RecordError(
      `its time “${shown(text)}” (${field}) may have the day or the month first; say which`,
    );
  }
  if (written === null) return null;
  const notes: TimeNote[] = written.isYearless ? ['year'] : [];
  return written.offsetMs === null
    ? onWall(written.wall, rule, notes)
    : { ms: written.wall - written.offsetMs, notes };
}

/** What a clock in the zone of the rule shows, as a moment. */
function onWall(wall: number, { zone }: TimeRule, notes: readonly TimeNote[]): ReadTime {
  if (zone === 'UTC') return { ms: wall, notes: [...notes, 'zone'] };
  const clock = zoneClock(zone);
  const [ms, second] = clock.momentsOf(wall);
  const odd: TimeNote[] = clock.toWall(ms) !== wall ? ['skipped'] : second ? ['twice'] : [];
  return { ms, notes: [...notes, 'zone', ...odd] };
}

/**
 * Abbreviations that stand for one offset only, as PostgreSQL and syslog write them; CST, IST, BST
 * and their like mean several, and are refused.
 */
const ZONES: ReadonlyMap<string, string> = new Map([
  ['UTC', 'Z'],
  ['GMT', 'Z'],
  ['WET', '+00:00'],
  ['CET', '+01:00'],
  ['CEST', '+02:00'],
  ['EET', '+02:00'],
  ['EEST', '+03:00'],
  ['MSK', '+03:00'],
  ['AWST', '+08:00'],
  ['HKT', '+08:00'],
  ['JST', '+09:00'],
  ['KST', '+09:00'],
  ['AEST', '+10:00'],
  ['AEDT', '+11:00'],
  ['NZST', '+12:00'],
  ['NZDT', '+13:00'],
  ['EDT', '-04:00'],
  ['EST', '-05:00'],
  ['MDT', '-06:00'],
  ['PDT', '-07:00'],
  ['PST', '-08:00'],
]);

/** `2021-01-04 00:05:58 UTC`, `… AEST`, `… +02:00` and `…+02` as ISO 8601 writes them. */
function tidied(text: string): string {
  return text
    .replace(/ ?([A-Z]{3,4})$/u, (zone, name: string) => ZONES.get(name) ?? zone)
    .replace(/ ?([+-]\d\d)$/u, '$1:00')
    .replace(/ (?=[+-]\d\d:?\d\d$)/u, '');
}

function instant(ms: number | null): ReadTime | null {
  return ms === null ? null : { ms, notes: [] };
}

function fromEpoch(epoch: number): number | null {
  for (const unit of UNITS_MS) {
    const ms = epoch * unit;
    // Rounding at a thousandth of a millisecond undoes what binary fractions add or take away.
    if (ms >= FIRST_MS && ms < LAST_MS) return Math.floor(Math.round(ms * 1_000) / 1_000);
  }
  return null;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
