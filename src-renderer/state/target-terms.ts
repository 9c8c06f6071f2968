import type { FilterField } from '#shared/model/event-filter.ts';
import { LIMITS } from '#shared/model/limits.ts';
import type { FilterTerm } from './filter-terms.ts';

/** The condition that an event has a value; null if the value is too long to be asked for. */
export function termFor(field: FilterField, value: string): FilterTerm | null {
  if (value === '' || value.length > LIMITS.filterValue) return null;
  return { field, values: [value], negated: false };
}

/** The condition that an event touched a thing; null if it cannot be asked for. */
export function targetTerm(type: string, id: string): FilterTerm | null {
  return termFor('target', `${type}:${id}`);
}
