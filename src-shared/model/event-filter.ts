import { z } from 'zod';
import { EpochMs } from './audit-event.ts';
import { LIMITS } from './limits.ts';
import { OUTCOMES, SEVERITIES, SOURCES } from './vocabulary.ts';
import type { Severity } from './vocabulary.ts';

/**
 * What a filter can ask about. Values are text, one small grammar per field:
 * - `text`: literal substring, case-insensitive, over message, action, names, ids, ip, error text
 * - `severity`: a severity, or `>=warning`
 * - `action`: exact, or a prefix ending in `*` (`seller.*`)
 * - `target`: `type:id`, or just an id or name
 * - `actor`: id or name
 * - `service`: id of a target of type service
 * - the rest: exact
 */
export const FILTER_FIELDS = [
  'text',
  'category',
  'action',
  'outcome',
  'severity',
  'actor',
  'target',
  'service',
  'source',
  'intent',
  'errorType',
  'ip',
  'batch',
] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

const SEVERITY_VALUES: readonly string[] = [
  ...SEVERITIES,
  ...SEVERITIES.map((severity) => `>=${severity}`),
];

/** The values a field allows, for fields whose values are a closed list. */
export const FIELD_VALUES: Readonly<Partial<Record<FilterField, readonly string[]>>> = {
  outcome: OUTCOMES,
  severity: SEVERITY_VALUES,
  source: SOURCES,
};

/** One condition: the event has (or, negated, has not) one of the values in the field. */
export const FilterTerm = z
  .strictObject({
    field: z.enum(FILTER_FIELDS),
    values: z.array(z.string().min(1).max(LIMITS.filterValue)).min(1).max(LIMITS.filterValues),
    negated: z.boolean(),
  })
  .superRefine((term, context) => {
    const allowed = FIELD_VALUES[term.field];
    for (const [index, value] of term.values.entries()) {
      const isBad = allowed !== undefined && !allowed.includes(value);
      const isBadBatch = term.field === 'batch' && !/^[1-9]\d{0,15}$/u.test(value);
      if (isBad || isBadBatch) {
        context.addIssue({
          code: 'custom',
          path: ['values', index],
          message: allowed
            ? `“${value}” is not one of ${allowed.join(', ')}`
            : `“${value}” is not a batch number`,
        });
      }
    }
  });
export type FilterTerm = z.infer<typeof FilterTerm>;

/**
 * Which events are meant. The same object drives list, count, export and prune.
 * All conditions hold together; `from` is inclusive, `to` exclusive, both in ms UTC.
 */
export const EventFilter = z.strictObject({
  from: EpochMs.nullable(),
  to: EpochMs.nullable(),
  terms: z.array(FilterTerm).max(LIMITS.filterTerms),
});
export type EventFilter = z.infer<typeof EventFilter>;

/** Newest or oldest first by (occurredAt, seq), or newest recorded first by seq. */
export const EVENT_ORDERS = ['newest', 'oldest', 'recorded'] as const;
export const EventOrder = z.enum(EVENT_ORDERS);
export type EventOrder = z.infer<typeof EventOrder>;

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
