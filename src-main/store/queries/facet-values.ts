import { filterKey } from '#shared/model/event-filter.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import type { FacetField, FacetValue, FacetsRequest } from '#shared/model/facets.ts';
import type { ReadDb } from '../sql/connection.ts';
import { TopList, compareTexts } from './top-list.ts';

/** What both ways of counting facets share: the lens (lens/facets.ts) and SQL (sql-facets.ts). */

/** The values of one field, ranked. */
export interface RankedValues {
  readonly values: readonly FacetValue[];
  readonly distinct: number;
}

/** The filter without its own terms in a field: what the counts of that field are about. */
function withoutField(filter: EventFilter, field: FacetField): EventFilter {
  return { ...filter, terms: filter.terms.filter((term) => term.field !== field) };
}

/** Fields whose counts are about the same filter, to be counted together. */
export interface FacetGroup {
  readonly filter: EventFilter;
  readonly fields: FacetField[];
}

/** Each field once, with the filter that its counts are about. */
export function facetGroups({ filter, fields }: FacetsRequest): Iterable<FacetGroup> {
  const groups = new Map<string, FacetGroup>();
  for (const field of new Set(fields)) {
    const about = withoutField(filter, field);
    const key = filterKey(about);
    const group = groups.get(key) ?? { filter: about, fields: [] };
    group.fields.push(field);
    groups.set(key, group);
  }
  return groups.values();
}

/** The filter with a field answered `yes`, to count how many events it is true for. */
export function withYes(filter: EventFilter, field: FacetField): EventFilter {
  return { ...filter, terms: [...filter.terms, { field, values: ['yes'], negated: false }] };
}

/** Fields that have only `yes` and `no`. */
export function isYesNo(field: FacetField): boolean {
  return field === 'error' || field === 'flagged' || field === 'held' || field === 'noted';
}

export function rankYesNo(yes: number, no: number, limit: number): RankedValues {
  return rankTexts(
    new Map([
      ['yes', yes],
      ['no', no],
    ]),
    limit,
  );
}

/** Ranks texts that say all there is to say. */
export function rankTexts(
  counts: Iterable<readonly [string, number]>,
  limit: number,
): RankedValues {
  const top = new TopList<string>(limit, compareTexts);
  let distinct = 0;
  for (const [value, count] of counts) {
    if (count === 0) continue;
    distinct += 1;
    top.offer(count, value);
  }
  const values = top.values.map(({ value, count }) => ({ value, name: null, count }));
  return { values, distinct };
}

type Actor = readonly [id: string | null, name: string | null];

/**
 * Ranks actors by id, or by name where there is no id. An actor is called what it was called most
 * often.
 */
export function rankActors(
  counts: Iterable<readonly [actor: Actor, count: number]>,
  limit: number,
): RankedValues {
  const totals = new Map<string, number>();
  const names = new Map<string, TopList<string>>();
  for (const [[id, name], count] of counts) {
    const value = id ?? name;
    if (value === null || count === 0) continue;
    totals.set(value, (totals.get(value) ?? 0) + count);
    if (id === null || name === null) continue;
    const known = names.get(value) ?? new TopList<string>(1, compareTexts);
    known.offer(count, name);
    names.set(value, known);
  }
  const { values, distinct } = rankTexts(totals, limit);
  return {
    values: values.map((ranked) => ({
      ...ranked,
      name: names.get(ranked.value)?.values[0]?.value ?? null,
    })),
    distinct,
  };
}

/** How often each entity occurs. */
export interface EntityCounts {
  readonly entities: ArrayLike<number>;
  /** Of each of `entities`. */
  readonly counts: ArrayLike<number>;
  /** Of any entity. */
  countOf(entity: number): number;
}

/**
 * Ranks entities by number, those of type service under their id alone. Where counts are equal,
 * what was seen first comes first.
 */
export function rankEntities(
  db: ReadDb,
  field: 'target' | 'service',
  counted: EntityCounts,
  limit: number,
): RankedValues {
  const isService = field === 'service';
  const entities = isService ? servicesOf(db) : counted.entities;
  const top = new TopList<number>(limit, (a, b) => a - b);
  let distinct = 0;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index] ?? 0;
    const count = isService ? counted.countOf(entity) : (counted.counts[index] ?? 0);
    if (count === 0) continue;
    distinct += 1;
    top.offer(count, entity);
  }
  const find = db.prepare<[number], { type: string; key: string; name: string | null }>(
    'SELECT type, key, name FROM entity WHERE id = ?',
  );
  const values = top.values.flatMap(({ value, count }) => {
    const entity = find.get(value);
    if (!entity) return [];
    const { type, key, name } = entity;
    return [{ value: isService ? key : `${type}:${key}`, name, count }];
  });
  return { values, distinct };
}

function servicesOf(db: ReadDb): readonly number[] {
  return db.prepare<[], number>(`SELECT id FROM entity WHERE type = 'service'`).pluck().all();
}
