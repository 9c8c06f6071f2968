import type { TimelineBucket, TimelineSplit } from '#shared/model/timeline.ts';
import { Pace } from '../pace.ts';
import type { Sliced } from '../store-api.ts';
import { CHUNK_ROWS, indexOfPlace, timeAt } from './chunk.ts';
import type { Chunk } from './chunk.ts';
import { NONE, matchIndices } from './evaluate.ts';
import type { Matches } from './evaluate.ts';
import { countWords } from './facets.ts';
import { KINDS } from './kind.ts';
import { widened } from './mask.ts';
import type { MatchSet } from './match-set.ts';
import { COLUMN } from './rows.ts';

/** Time of the first and the last matching event; null if there is none. */
export function* matchingSpan(
  matchSet: MatchSet,
): Sliced<{ readonly first: number; readonly last: number } | null> {
  const { chunks } = matchSet.snapshot;
  const first = yield* edgeOf(matchSet, [...chunks.keys()], 0);
  const last = yield* edgeOf(matchSet, [...chunks.keys()].toReversed(), -1);
  return first === null || last === null ? null : { first, last };
}

function* edgeOf(matchSet: MatchSet, order: readonly number[], at: 0 | -1): Sliced<number | null> {
  const pace = new Pace();
  for (const number of order) {
    const chunk = matchSet.snapshot.chunks[number];
    const matches = yield* matchSet.at(number);
    yield* pace.breathe();
    if (!chunk) continue;
    const index =
      matches.kind === 'all'
        ? (at + chunk.length) % chunk.length
        : matchIndices(chunk, matches).at(at);
    if (index !== undefined) return timeAt(chunk, index);
  }
  return null;
}

/**
 * Counts the matching events between edges.
 * @param edges ascending; an event at an edge belongs to the bucket that begins there
 */
export function* countTimeline(
  matchSet: MatchSet,
  edges: readonly number[],
  by: TimelineSplit,
): Sliced<TimelineBucket[]> {
  const buckets = Math.max(0, edges.length - 1);
  const kinds = new Uint32Array(buckets * KINDS);
  const pace = new Pace();
  for (const [number, chunk] of matchSet.snapshot.chunks.entries()) {
    addChunk(chunk, yield* matchSet.at(number), edges, kinds);
    yield* pace.breathe();
  }
  return Array.from({ length: buckets }, (_, bucket) => {
    const own = kinds.subarray(bucket * KINDS, (bucket + 1) * KINDS);
    return {
      start: edges[bucket] ?? 0,
      end: edges[bucket + 1] ?? 0,
      total: own.reduce((sum, count) => sum + count, 0),
      counts: Object.fromEntries(countWords(own, by)),
    };
  });
}

const NO_CODES = new Uint16Array(CHUNK_ROWS);

function addChunk(
  chunk: Chunk,
  matches: Matches,
  edges: readonly number[],
  kinds: Uint32Array,
): void {
  const column = chunk.columns[COLUMN.kind];
  if (!column) return;
  // A chunk whose rows are all of one kind has no codes: then all are the first.
  const codes = column.codes ? widened(column.codes) : NO_CODES;
  const { values } = column;
  // Where most rows match, those that do not are taken off all.
  const indices = matches.kind === 'all' ? NONE.indices : matches.indices;
  const step = matches.kind === 'only' ? 1 : -1;
  let row = 0;
  let next = 0;
  for (let bucket = bucketOf(edges, timeAt(chunk, 0)); bucket < edges.length - 1; bucket += 1) {
    const offset = bucket * KINDS;
    const end = indexOfPlace(chunk, edges[bucket + 1] ?? 0, 0);
    if (matches.kind !== 'only') {
      for (; row < end; row += 1) {
        const kind = offset + (values[codes[row] ?? 0] ?? 0);
        kinds[kind] = (kinds[kind] ?? 0) + 1;
      }
    }
    for (; next < indices.length && (indices[next] ?? 0) < end; next += 1) {
      const kind = offset + (values[codes[indices[next] ?? 0] ?? 0] ?? 0);
      kinds[kind] = (kinds[kind] ?? 0) + step;
    }
    if (end === chunk.length) return;
  }
}

/** The bucket that a time falls into; the first for an earlier one. */
function bucketOf(edges: readonly number[], time: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle] ?? 0) <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}
