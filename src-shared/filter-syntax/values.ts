import { FIELD_VALUES, isFieldValue } from '../model/filter-fields.ts';
import type { FilterField } from '../model/filter-fields.ts';
import { EARLIEST_MS, LATEST_MS, LIMITS } from '../model/limits.ts';
import { closest } from '../text/closest.ts';
import { parseIsoTime } from '../time/iso-time.ts';
import { parseDuration } from '../time/time-window.ts';
import { nameOf } from './fields.ts';
import type { QueryClock, QueryProblem } from './query.ts';

export type ReadValue<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: QueryProblem };

/** A value of a field as filters have it: words of closed lists are in lower case. */
export function readFieldValue(field: FilterField, text: string): ReadValue<string> {
  const value = FIELD_VALUES[field] ? text.toLowerCase() : text;
  if (value.length > LIMITS.filterValue) {
    return problem(
      `A value has at most ${LIMITS.filterValue} characters, and this one ${value.length}.`,
      'A part of it is enough for text: and anywhere:.',
    );
  }
  if (isFieldValue(field, value)) return { ok: true, value };
  const allowed = FIELD_VALUES[field];
  if (!allowed) {
    return problem(`“${excerpt(text)}” is not the number of an import.`, 'Write a number, as 3.');
  }
  const meant = closest(value, allowed);
  const guess = meant === null ? '.' : `; did you mean ${meant}?`;
  const words = listed(allowed.filter((word) => !word.startsWith('>=')));
  return problem(
    `“${excerpt(text)}” is not a value of ${nameOf(field)}${guess}`,
    field === 'severity' ? `Write ${words}; or severity>=warning.` : `Write ${words}.`,
  );
}

/** The length of a range that ends now, such as `7d`. */
export function readDuration(text: string): ReadValue<string> {
  if (parseDuration(text) !== null) return { ok: true, value: text.trim().replace(/^0+/u, '') };
  return problem(
    `“${excerpt(text)}” is not a length of time.`,
    'Write 30s, 15m, 24h, 7d or 4w: seconds, minutes, hours, days, weeks.',
  );
}

/** A time as ISO 8601 has it, in ms UTC. */
export function readTime(text: string, clock: QueryClock): ReadValue<number> {
  const time = parseIsoTime(text);
  if (!time) {
    return problem(
      `“${excerpt(text)}” is not a time.`,
      'Write 2026-01-31, 2026-01-31T14:30 or 2026-01-31T14:30:00Z.',
    );
  }
  const ms = time.isZoneless ? clock.toUtc(time.ms) : time.ms;
  if (ms >= EARLIEST_MS && ms <= LATEST_MS) return { ok: true, value: ms };
  return problem(
    `“${excerpt(text)}” is outside the years 1 to 9999.`,
    'Write a time between 0001-01-01T00:00Z and 9999-12-31T23:59Z.',
  );
}

/** Text for a sentence: short, whatever was typed. */
function excerpt(text: string): string {
  // Cutting inside a surrogate pair would leave half a character.
  return text.length > 40 ? `${text.slice(0, 40).replace(/[\uD800-\uDBFF]$/u, '')}…` : text;
}

/** `a, b or c` */
export function listed(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' or ');
}

function problem(message: string, expected: string): ReadValue<never> {
  return { ok: false, problem: { message, expected } };
}
