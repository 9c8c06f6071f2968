import { EventFilter } from '../../src-shared/model/event-filter.ts';
import type { FilterField, FilterTerm } from '../../src-shared/model/event-filter.ts';

/** A filter and how a person would write it. */
export interface Question {
  readonly name: string;
  readonly filter: EventFilter;
}

/** Days of UTC, the last one not included. */
interface Days {
  readonly from?: string;
  readonly to?: string;
}

export function is(field: FilterField, ...values: string[]): FilterTerm {
  return { field, values, negated: false };
}

export function isNot(field: FilterField, ...values: string[]): FilterTerm {
  return { field, values, negated: true };
}

/** All terms must hold. */
export function where(...terms: FilterTerm[]): Question {
  return within({}, ...terms);
}

/** All terms must hold, within some days. */
export function within(days: Days, ...terms: FilterTerm[]): Question {
  const { from, to } = days;
  const parts = terms.map(
    ({ field, values, negated }) => `${negated ? '-' : ''}${field}:${quoted(values.join(','))}`,
  );
  if (from !== undefined) parts.push(`from ${from}`);
  if (to !== undefined) parts.push(`to ${to}`);
  return {
    name: parts.length === 0 ? 'everything' : parts.join(' '),
    filter: EventFilter.parse({ from: timeOf(from), to: timeOf(to), terms }),
  };
}

function quoted(text: string): string {
  return text.includes(' ') ? `"${text}"` : text;
}

function timeOf(day: string | undefined): number | null {
  return day === undefined ? null : Date.parse(`${day}T00:00:00Z`);
}
