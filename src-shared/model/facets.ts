import { z } from 'zod';
import { EventFilter } from './event-filter.ts';
import type { FilterField } from './event-filter.ts';
import { LIMITS } from './limits.ts';

/** Fields whose values can be counted, each of them a field of the filter too. */
export const FACET_FIELDS = [
  'category',
  'action',
  'outcome',
  'severity',
  'source',
  'actor',
  'target',
  'service',
  'intent',
  'errorType',
  'ip',
  'batch',
  'error',
  'flagged',
  'held',
  'noted',
] as const satisfies readonly FilterField[];
export type FacetField = (typeof FACET_FIELDS)[number];

/**
 * How many events have each value of some fields. The counts of a field ignore the filter's own
 * terms in that field, so that they say what another choice would give.
 */
export const FacetsRequest = z.strictObject({
  filter: EventFilter,
  fields: z.array(z.enum(FACET_FIELDS)).min(1).max(FACET_FIELDS.length),
  /** Values kept of each field, the most frequent first. */
  limit: z.int().min(1).max(LIMITS.facetValues),
});
export type FacetsRequest = z.infer<typeof FacetsRequest>;

/**
 * One value of a field. As `value` it can be asked for in a filter: an actor's id (or name, if it
 * has no id), a target as `type:id`, a service's id.
 */
export const FacetValue = z.strictObject({
  value: z.string(),
  /** Name of an actor or target as it was seen last; null where the value says it all. */
  name: z.string().nullable(),
  count: z.int().positive(),
});
export type FacetValue = z.infer<typeof FacetValue>;

export const Facet = z.strictObject({
  field: z.enum(FACET_FIELDS),
  /** By count, descending; equal counts in an order that stays the same. */
  values: z.array(FacetValue),
  /** Number of different values, those beyond the limit included. */
  distinct: z.int().nonnegative(),
});
export type Facet = z.infer<typeof Facet>;

export const Facets = z.strictObject({ fields: z.array(Facet) });
export type Facets = z.infer<typeof Facets>;
