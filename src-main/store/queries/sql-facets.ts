import type { EventFilter } from '#shared/model/event-filter.ts';
import type { Facet, FacetField, Facets, FacetsRequest } from '#shared/model/facets.ts';
import { SEVERITIES, SYSLOG_SEVERITY } from '#shared/model/vocabulary.ts';
import { Pace } from '../pace.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import {
  facetGroups,
  isYesNo,
  rankActors,
  rankEntities,
  rankTexts,
  rankYesNo,
  withYes,
} from './facet-values.ts';
import type { RankedValues } from './facet-values.ts';
import { countMatches, headOf, scanRows } from './scan.ts';

/** A matching event, as far as facets are counted from it. */
interface FacetRow {
  readonly seq: number;
  readonly category: string;
  readonly action: string;
  readonly outcome: string;
  readonly severity: number;
  readonly source: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  /** Numbers of the entities it touched, as JSON. */
  readonly entities: string;
  readonly intent: string | null;
  readonly errorType: string | null;
  readonly ip: string | null;
  readonly batch: number | null;
}

const COLUMNS = `event.seq, event.category, event.action, event.outcome, event.severity,
  event.source, event.actor_id AS actorId, event.actor_name AS actorName, event.intent,
  event.error_type AS errorType, event.ip, event.batch,
  (SELECT json_group_array(DISTINCT entity.id) FROM json_each(event.targets) AS target
    JOIN entity ON entity.type = target.value ->> 0 AND entity.key = target.value ->> 1
  ) AS entities`;

/** Counts facets from the rows themselves, where there is no lens to ask. */
export function* sqlFacets(db: ReadDb, request: FacetsRequest): Sliced<Facets> {
  const { fields, limit } = request;
  const facets = new Map<FacetField, Facet>();
  for (const group of facetGroups(request)) {
    const counts = yield* countRows(db, group.filter, group.fields);
    for (const field of group.fields) {
      const ranked = isYesNo(field)
        ? yield* sqlYesNo(db, group.filter, field, limit)
        : yield* rank(db, field, counts.get(field) ?? new Map(), limit);
      facets.set(field, { field, ...ranked, values: [...ranked.values] });
    }
  }
  return { fields: fields.flatMap((field) => facets.get(field) ?? []) };
}

function* sqlYesNo(
  db: ReadDb,
  filter: EventFilter,
  field: FacetField,
  limit: number,
): Sliced<RankedValues> {
  const all = yield* countMatches(db, filter);
  const yes = yield* countMatches(db, withYes(filter, field));
  return rankYesNo(yes, all - yes, limit);
}

/** How many rows have each value, by field; several values of one row are a list in JSON. */
function* countRows(
  db: ReadDb,
  filter: EventFilter,
  fields: readonly FacetField[],
): Sliced<ReadonlyMap<FacetField, ReadonlyMap<string, number>>> {
  const counts = new Map(fields.map((field) => [field, new Map<string, number>()]));
  const request = { filter, order: 'newest', after: null, upToSeq: headOf(db).seq } as const;
  for (const rows of scanRows<FacetRow>(db, request, COLUMNS)) {
    for (const [field, counted] of counts) {
      for (const row of rows) {
        const value = VALUE_OF[field]?.(row) ?? null;
        if (value !== null) counted.set(value, (counted.get(value) ?? 0) + 1);
      }
    }
    yield;
  }
  return counts;
}

const VALUE_OF: Readonly<Partial<Record<FacetField, (row: FacetRow) => string | null>>> = {
  category: (row) => row.category,
  action: (row) => row.action,
  outcome: (row) => row.outcome,
  severity: (row) => SEVERITIES.find((word) => SYSLOG_SEVERITY[word] === row.severity) ?? null,
  source: (row) => row.source,
  actor: (row) => JSON.stringify([row.actorId, row.actorName]),
  target: (row) => row.entities,
  service: (row) => row.entities,
  intent: (row) => row.intent,
  errorType: (row) => row.errorType,
  ip: (row) => row.ip,
  batch: (row) => (row.batch === null ? null : String(row.batch)),
};

function* rank(
  db: ReadDb,
  field: FacetField,
  counts: ReadonlyMap<string, number>,
  limit: number,
): Sliced<RankedValues> {
  switch (field) {
    case 'actor':
      return rankActors(yield* parsed<[string | null, string | null]>(counts), limit);
    case 'target':
    case 'service': {
      const entities = new Map<number, number>();
      for (const [list, count] of yield* parsed<number[]>(counts)) {
        for (const entity of list) entities.set(entity, (entities.get(entity) ?? 0) + count);
      }
      const counted = {
        entities: [...entities.keys()],
        counts: [...entities.values()],
        countOf: (entity: number) => entities.get(entity) ?? 0,
      };
      return rankEntities(db, field, counted, limit);
    }
    case 'category':
    case 'action':
    case 'outcome':
    case 'severity':
    case 'source':
    case 'intent':
    case 'errorType':
    case 'ip':
    case 'batch':
      return rankTexts(counts, limit);
    case 'error':
    case 'flagged':
    case 'held':
    case 'noted':
      throw new Error(`${field} is counted by its totals`);
  }
}

/** What counted texts say; they may be as many as there are events. */
function* parsed<Value>(
  counts: ReadonlyMap<string, number>,
): Sliced<(readonly [value: Value, count: number])[]> {
  const pace = new Pace();
  const found: (readonly [Value, number])[] = [];
  for (const [text, count] of counts) {
    found.push([JSON.parse(text) as Value, count]);
    yield* pace.breathe();
  }
  return found;
}
