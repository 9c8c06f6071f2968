import type { EventFilter } from './event-filter.ts';
import { OUTCOMES, SEVERITIES, SOURCES } from './vocabulary.ts';
import type { Severity } from './vocabulary.ts';

/**
 * What a filter can ask about. Values are text, one small grammar per field:
 * - `text`: literal substring, any case, over message, action, names, ids, ip and error text
 * - `anywhere`: the same over everything that is kept: metadata, changes, stack trace, original
 * - `severity`: a severity, or `>=warning`
 * - `action`: exact, or a prefix ending in `*` (`seller.*`)
 * - `target`: `type:id`, or just an id or name
 * - `actor`: id or name
 * - `service`: id or name of a target of type service
 * - `error`, `flagged`, `held`, `noted`, `reviewed`: `yes` or `no`; an event is an error if its
 *   outcome is `error` or if it carries an error type, and reviewed up to the review mark, by when
 *   it was recorded: `no` are those that the count of unreviewed events counts
 * - the rest: exact
 */
export const FILTER_FIELDS = [
  'text',
  'anywhere',
  'category',
  'action',
  'outcome',
  'severity',
  'actor',
  'target',
  'service',
  'source',
  'intent',
  'error',
  'errorType',
  'ip',
  'batch',
  'correlation',
  'flagged',
  'held',
  'noted',
  'reviewed',
] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** The values of a question that has only two answers. */
export const YES_NO = ['yes', 'no'] as const;

const SEVERITY_VALUES: readonly string[] = [
  ...SEVERITIES,
  ...SEVERITIES.map((severity) => `>=${severity}`),
];

/** The values a field allows, for fields whose values are a closed list. */
export const FIELD_VALUES: Readonly<Partial<Record<FilterField, readonly string[]>>> = {
  outcome: OUTCOMES,
  severity: SEVERITY_VALUES,
  source: SOURCES,
  error: YES_NO,
  flagged: YES_NO,
  held: YES_NO,
  noted: YES_NO,
  reviewed: YES_NO,
};

/** True if a field can have the value, whose length is another question. */
export function isFieldValue(field: FilterField, value: string): boolean {
  if (field === 'batch') return /^[1-9]\d{0,15}$/u.test(value);
  return FIELD_VALUES[field]?.includes(value) ?? true;
}

/** Newest or oldest first by (occurredAt, seq), or newest recorded first by seq. */
export const EVENT_ORDERS = ['newest', 'oldest', 'recorded'] as const;

export const EVERYTHING: EventFilter = { from: null, to: null, terms: [] };

/** True if the filter matches every event. */
export function isEverything(filter: EventFilter): boolean {
  return filter.from === null && filter.to === null && filter.terms.length === 0;
}

/** A stable string that is equal for equal filters, whatever the order of terms and values. */
export function filterKey(filter: EventFilter): string {
  const terms = filter.terms
    .map((term) => JSON.stringify([term.field, term.negated, [...new Set(term.values)].toSorted()]))
    .toSorted();
  return JSON.stringify([filter.from, filter.to, [...new Set(terms)]]);
}

/** The severities that a `severity` filter value stands for. */
export function severitiesOf(value: string): readonly Severity[] {
  const exact = SEVERITIES.find((severity) => severity === value);
  if (exact) return [exact];
  const index = SEVERITIES.findIndex((severity) => `>=${severity}` === value);
  return index === -1 ? [] : SEVERITIES.slice(index);
}
