import type { EventFilter } from '../../../src-shared/model/event-filter.ts';
import type { FacetField } from '../../../src-shared/model/facets.ts';
import { conditionOf, without } from './condition.ts';
import { containsText } from './duckdb.ts';

/** The benchmark's questions in DuckDB's SQL, each in the form that was found to be fastest. */

const NEWEST = 'ORDER BY occurred_at DESC, seq DESC';

/** A page as a list row shows it, or null if DuckDB does not hold what the filter asks about. */
export function pageQuery(filter: EventFilter, limit: number, offset = 0): string | null {
  const condition = conditionOf(filter, containsText);
  if (condition === null) return null;
  // DuckDB reads all columns of all that matches unless it is made to find the rows first.
  return `SELECT seq, id, occurred_at, category, action, outcome, severity, actor_name, target,
      target_name, target_count, message
    FROM event WHERE rowid IN (SELECT rowid FROM event WHERE ${condition} ${NEWEST}
      LIMIT ${limit} OFFSET ${offset}) ${NEWEST}`;
}

export function countQuery(filter: EventFilter): string | null {
  const condition = conditionOf(filter, containsText);
  return condition === null ? null : `SELECT count(*) FROM event WHERE ${condition}`;
}

/** Rows of (value, count, number of different values), the most frequent first. */
export function facetQuery(filter: EventFilter, field: FacetField, limit: number): string {
  const condition = conditionOf(without(filter, field), containsText) ?? 'FALSE';
  const isEntity = field === 'target' || field === 'service';
  const rows = isEntity ? entityRows(field, condition) : valueRows(field, condition);
  // Values that are as frequent stand in the order of the alphabet; entities, as they were seen.
  return `SELECT value, n, count(*) OVER () FROM (${rows})
    ORDER BY n DESC, ${isEntity ? 'id' : 'value'} LIMIT ${limit}`;
}

function valueRows(field: FacetField, condition: string): string {
  const column = FACET_COLUMNS[field] ?? field;
  return `SELECT ${column} AS value, count(*) AS n FROM event
    WHERE ${condition} AND ${column} IS NOT NULL GROUP BY ALL`;
}

function entityRows(field: 'target' | 'service', condition: string): string {
  const events =
    condition === 'TRUE' ? '' : `WHERE seq IN (SELECT seq FROM event WHERE ${condition})`;
  const counted = `SELECT entity, count(*) AS n FROM event_target ${events} GROUP BY entity`;
  return field === 'service'
    ? `SELECT id, key AS value, n FROM (${counted}) JOIN entity ON id = entity WHERE type = 'service'`
    : `SELECT id, type || ':' || key AS value, n FROM (${counted}) JOIN entity ON id = entity`;
}

const FACET_COLUMNS: Readonly<Partial<Record<FacetField, string>>> = {
  actor: 'coalesce(actor_id, actor_name)',
  errorType: 'error_type',
};

/** Rows of (bucket, severity, count); buckets are counted from a start, all equally wide, in ms. */
export function timelineQuery(
  filter: EventFilter,
  { start, width }: { readonly start: number; readonly width: number },
): string {
  const condition = conditionOf(filter, containsText) ?? 'FALSE';
  return `SELECT (occurred_at - ${start}) // ${width} AS bucket, severity, count(*)
    FROM event WHERE ${condition} GROUP BY ALL`;
}
