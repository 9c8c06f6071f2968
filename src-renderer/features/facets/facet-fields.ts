import type { FacetField } from '#shared/model/facets.ts';

/** The fields whose values are offered, in the order of their sections. */
export const RAIL_FIELDS = [
  'outcome',
  'severity',
  'category',
  'action',
  'actor',
  'service',
  'source',
] as const satisfies readonly FacetField[];
export type RailField = (typeof RAIL_FIELDS)[number];
