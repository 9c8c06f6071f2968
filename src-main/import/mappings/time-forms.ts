import { parseIsoTime } from '#shared/time/iso-time.ts';
import { RecordError } from '../formats/record.ts';

/** Epoch numbers are told apart by size: each unit's numbers for 1990 to 2100, as milliseconds. */
const FIRST_MS = Date.UTC(1990, 0);
const LAST_MS = Date.UTC(2100, 0);

/** Milliseconds per second, millisecond, microsecond and nanosecond. */
const UNITS_MS = [1_000, 1, 1e-3, 1e-6] as const;

/**
 * Reads a time in one of the forms that mean one thing only: ISO 8601 (with `T` or a space, a
 * fraction behind a point or comma, `Z`, `UTC`, an offset or no zone at all, which is taken for
 * UTC) or a Unix epoch in seconds, milliseconds, microseconds or nanoseconds. Forms such as
 * 1/2/2026 are refused, not guessed.
 * @returns integer milliseconds UTC
 * @throws RecordError if the value is no such time
 */
export function readTime(value: unknown, field: string): number {
  const time =
    typeof value === 'number'
      ? fromEpoch(value)
      : typeof value === 'string'
        ? fromText(value.trim())
        : null;
  if (time !== null) return time;
  throw new RecordError(`its time “${shown(value)}” (${field}) is in no form that Annals reads`);
}

function fromText(text: string): number | null {
  if (/^\d+(?:\.\d+)?$/u.test(text)) return fromEpoch(Number(text));
  const time = parseIsoTime(text) ?? parseIsoTime(tidied(text));
  return time?.ms ?? null;
}

/** `2021-01-04 00:05:58 UTC`, `… +02:00` and `…+02` as ISO 8601 writes them. */
function tidied(text: string): string {
  return text
    .replace(/ ?(?:UTC|GMT)$/u, 'Z')
    .replace(/ ?([+-]\d\d)$/u, '$1:00')
    .replace(/ (?=[+-]\d\d:?\d\d$)/u, '');
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
