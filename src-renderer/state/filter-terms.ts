import type { EventFilter, FilterField } from '#shared/model/event-filter.ts';
import { LIMITS } from '#shared/model/limits.ts';

/** One condition of a filter, shown as one chip. */
export type FilterTerm = EventFilter['terms'][number];
export type FilterTerms = readonly FilterTerm[];

/** A string that is the same for terms that look the same. */
export function termKey({ field, negated, values }: FilterTerm): string {
  return JSON.stringify([field, negated, values]);
}

/** Lets go of terms that say what one before them says. */
export function uniqueTerms(terms: FilterTerms): FilterTerms {
  return [...new Map(terms.map((term) => [termKey(term), term])).values()];
}

/** Lets go of a term; the same terms if it is not there. */
export function without(terms: FilterTerms, gone: FilterTerm): FilterTerms {
  const rest = terms.filter((term) => termKey(term) !== termKey(gone));
  return rest.length === terms.length ? terms : rest;
}

/** Adds a value to the term of its field and sense; the opposite sense lets go of it. */
export function withValue(
  terms: FilterTerms,
  field: FilterField,
  value: string,
  negated: boolean,
): FilterTerms {
  const others = withoutValue(terms, field, value);
  const same = others.find((term) => term.field === field && term.negated === negated);
  if (same && same.values.length < LIMITS.filterValues) {
    const grown = { ...same, values: [...same.values, value] };
    return others.map((term) => (term === same ? grown : term));
  }
  if (others.length >= LIMITS.filterTerms) return terms;
  return [...others, { field, values: [value], negated }];
}

/** Lets go of a value in every term of its field; a term without values goes too. */
export function withoutValue(terms: FilterTerms, field: FilterField, value: string): FilterTerms {
  return terms.flatMap((term) => {
    if (term.field !== field || !term.values.includes(value)) return [term];
    const values = term.values.filter((other) => other !== value);
    return values.length === 0 ? [] : [{ ...term, values }];
  });
}

/** Sets the values of the one term of a field, in place; no values remove it. */
export function withFieldValues(
  terms: FilterTerms,
  field: FilterField,
  values: readonly string[],
): FilterTerms {
  const current = terms.find((term) => term.field === field);
  if (values.length === 0) return terms.filter((term) => term.field !== field);
  if (!current) return [...terms, { field, values: [...values], negated: false }];
  return terms.flatMap((term) => {
    if (term === current) return [{ ...term, values: [...values] }];
    return term.field === field ? [] : [term];
  });
}

/**
 * Turns the sense of a term round, and merges it with a term that then says the same. Words are
 * not merged: an event has one outcome, but it can have both of two words.
 */
export function withInverted(terms: FilterTerms, inverted: FilterTerm): FilterTerms {
  const { field } = inverted;
  const key = termKey(inverted);
  const rest = without(terms, inverted);
  const negated = !inverted.negated;
  const isMerged =
    (negated || (field !== 'text' && field !== 'anywhere')) &&
    rest.some((term) => term.field === field && term.negated === negated);
  if (!isMerged) {
    return terms.map((term) => (termKey(term) === key ? { ...term, negated } : term));
  }
  return inverted.values.reduce<FilterTerms>(
    (result, value) => withValue(result, field, value, negated),
    rest,
  );
}
