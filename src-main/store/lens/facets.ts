import type { EventFilter } from '#shared/model/event-filter.ts';
import type { Facet, FacetField, Facets, FacetsRequest } from '#shared/model/facets.ts';
import { Pace } from '../pace.ts';
import {
  facetGroups,
  isYesNo,
  rankActors,
  rankEntities,
  rankTexts,
  rankYesNo,
  withYes,
} from '../queries/facet-values.ts';
import type { FacetGroup, RankedValues } from '../queries/facet-values.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import type { Chunk } from './chunk.ts';
import type { Dictionaries, TextDictionary } from './dictionaries.ts';
import { NONE } from './evaluate.ts';
import type { Matches } from './evaluate.ts';
import { KINDS, wordsOfKind } from './kind.ts';
import { widened } from './mask.ts';
import type { MatchSet } from './match-set.ts';
import { COLUMN } from './rows.ts';
import type { ColumnName } from './rows.ts';

/** How many rows have each code of a column. */
type Counts = Uint32Array<ArrayBuffer>;

/** Counts the facets of a filter; fields that ask about the same rows are counted together. */
export function* countFacets(
  db: ReadDb,
  matchSetOf: (filter: EventFilter) => Sliced<MatchSet>,
  request: FacetsRequest,
): Sliced<Facets> {
  const { fields, limit } = request;
  const groups: CountedGroup[] = [];
  for (const { filter, fields: own } of facetGroups(request)) {
    const matchSet = yield* matchSetOf(filter);
    const columns = new Set(own.flatMap((field) => COLUMN_OF[field] ?? []));
    const counts = new Map(
      [...columns].map((column) => [
        column,
        new Uint32Array(sizeOf(matchSet.snapshot.dictionaries, column)),
      ]),
    );
    groups.push({ filter, fields: own, matchSet, counts });
  }
  yield* countColumns(groups);
  const facets = new Map<FacetField, Facet>();
  for (const { filter, fields: own, matchSet, counts } of groups) {
    for (const field of own) {
      const ranked = isYesNo(field)
        ? yield* countYesNo(matchSetOf, filter, field, limit)
        : rank(db, matchSet.snapshot.dictionaries, field, counts, limit);
      facets.set(field, { field, ...ranked, values: [...ranked.values] });
    }
    yield;
  }
  return { fields: fields.flatMap((field) => facets.get(field) ?? []) };
}

/** Facets that are about the same rows. */
interface CountedGroup extends FacetGroup {
  readonly matchSet: MatchSet;
  readonly counts: ReadonlyMap<ColumnName, Counts>;
}

/** The column that a facet is counted from; those that have none are counted as totals. */
const COLUMN_OF: Readonly<Partial<Record<FacetField, ColumnName>>> = {
  category: 'category',
  action: 'action',
  outcome: 'kind',
  severity: 'kind',
  source: 'kind',
  actor: 'actor',
  target: 'targets',
  service: 'targets',
  intent: 'intent',
  errorType: 'errorType',
  ip: 'ip',
  batch: 'batch',
};

function* countYesNo(
  matchSetOf: (filter: EventFilter) => Sliced<MatchSet>,
  filter: EventFilter,
  field: FacetField,
  limit: number,
): Sliced<RankedValues> {
  const all = yield* (yield* matchSetOf(filter)).total();
  const yes = yield* (yield* matchSetOf(withYes(filter, field))).total();
  return rankYesNo(yes, all - yes, limit);
}

/** Counts chunk by chunk: the groups of one chunk share most of what there is to evaluate. */
function* countColumns(groups: readonly CountedGroup[]): Sliced<void> {
  const chunks = groups[0]?.matchSet.snapshot.chunks ?? [];
  const pace = new Pace();
  for (const [number, chunk] of chunks.entries()) {
    for (const { matchSet, counts } of groups) {
      const matches = counts.size === 0 ? NONE : yield* matchSet.at(number);
      for (const [column, counted] of counts) addCounts(chunk, COLUMN[column], matches, counted);
    }
    yield* pace.breathe();
  }
}

function sizeOf(dictionaries: Dictionaries, column: ColumnName): number {
  return column === 'kind' ? KINDS : dictionaries[column].size;
}

/** Adds the rows of a chunk that match; where most do, those that do not are taken off all. */
function addCounts(chunk: Chunk, column: number, matches: Matches, counts: Counts): void {
  const source = chunk.columns[column];
  if (!source) return;
  const { values, codes } = source;
  if (matches.kind !== 'only') {
    for (let local = 0; local < values.length; local += 1) {
      const code = values[local] ?? 0;
      counts[code] = (counts[code] ?? 0) + (source.counts[local] ?? 0);
    }
  }
  if (matches.kind === 'all' || matches.indices.length === 0) return;
  const { indices } = matches;
  const step = matches.kind === 'only' ? 1 : -1;
  if (!codes) {
    const code = values[0] ?? 0;
    counts[code] = (counts[code] ?? 0) + step * indices.length;
    return;
  }
  // Few rows are counted at once; many first within the chunk, whose counts stay in the cache.
  if (indices.length < values.length) {
    for (let index = 0; index < indices.length; index += 1) {
      const code = values[codes[indices[index] ?? 0] ?? 0] ?? 0;
      counts[code] = (counts[code] ?? 0) + step;
    }
    return;
  }
  const wide = widened(codes);
  const local = new Uint32Array(values.length);
  for (let index = 0; index < indices.length; index += 1) {
    const code = wide[indices[index] ?? 0] ?? 0;
    local[code] = (local[code] ?? 0) + 1;
  }
  for (let index = 0; index < values.length; index += 1) {
    const code = values[index] ?? 0;
    counts[code] = (counts[code] ?? 0) + step * (local[index] ?? 0);
  }
}

function rank(
  db: ReadDb,
  dictionaries: Dictionaries,
  field: FacetField,
  counts: ReadonlyMap<ColumnName, Counts>,
  limit: number,
): RankedValues {
  const column = COLUMN_OF[field] ?? 'kind';
  const counted = counts.get(column) ?? new Uint32Array(0);
  switch (field) {
    case 'outcome':
    case 'severity':
    case 'source':
      return rankTexts(countWords(counted, field), limit);
    case 'target':
    case 'service':
      return rankEntities(db, field, dictionaries.targets.count(counted), limit);
    case 'actor':
      return rankActors(
        Array.from(counted, (count, code) => [dictionaries.actor.actor(code), count] as const),
        limit,
      );
    case 'category':
    case 'action':
    case 'intent':
    case 'errorType':
    case 'ip':
    case 'batch':
      return rankTexts(pairs(counted, dictionaries[field]), limit);
    case 'error':
    case 'flagged':
    case 'held':
    case 'noted':
      throw new Error(`${field} is counted by its totals`);
  }
}

/** Texts with their counts, those that do not occur left out. */
function pairs(counts: Counts, dictionary: TextDictionary): (readonly [string, number])[] {
  const found: (readonly [string, number])[] = [];
  for (const [code, count] of counts.entries()) {
    const text = count === 0 ? null : dictionary.text(code);
    if (text !== null) found.push([text, count]);
  }
  return found;
}

/** Counts of outcomes, severities or sources from counts of kinds. */
export function countWords(
  kinds: ArrayLike<number>,
  word: 'outcome' | 'severity' | 'source',
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let kind = 0; kind < KINDS; kind += 1) {
    const count = kinds[kind] ?? 0;
    if (count === 0) continue;
    const value = wordsOfKind(kind)[word];
    counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return counts;
}
