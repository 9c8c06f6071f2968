import { filterKey, isEverything } from '#shared/model/event-filter.ts';
import type { EventFilter, EventOrder, FilterTerm } from '#shared/model/event-filter.ts';
import type { Facets, FacetsRequest } from '#shared/model/facets.ts';
import type { Timeline, TimelineRequest } from '#shared/model/timeline.ts';
import type { ErrorCounts } from '../queries/error-groups.ts';
import { timelineEdges } from '../queries/timeline-edges.ts';
import { rowCandidates } from '../queries/row-candidates.ts';
import type { Rowset } from '../queries/rowset.ts';
import { ScannedRowset } from '../queries/scanned-rowset.ts';
import { scanPlaces } from '../queries/scan.ts';
import type { Place } from '../queries/scan.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { timeAt } from './chunk.ts';
import { matchIndices } from './evaluate.ts';
import { lensErrorCounts } from './error-counts.ts';
import { countFacets } from './facets.ts';
import { LensRowset } from './lens-rowset.ts';
import type { Lens } from './lens.ts';
import { MatchSet } from './match-set.ts';
import { planOf } from './plan.ts';
import type { CompiledTerms } from './plan.ts';
import { RecordedRowset } from './recorded-rowset.ts';
import { RowMatches } from './row-matches.ts';
import { rowCount } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { countTimeline, matchingSpan } from './timeline.ts';

/** Match sets remembered: those of one question and its facets, and of the question before. */
const MATCH_SETS_KEPT = 12;

/** What the lens answers; null wherever SQL has to. */
export class LensAnswers {
  readonly #db: ReadDb;
  readonly #lens: Lens;
  #snapshot: Snapshot | null = null;
  readonly #terms: CompiledTerms = new Map();
  readonly #matchSets = new Map<string, MatchSet>();
  readonly #rowMatches = new Map<string, RowMatches>();

  constructor(db: ReadDb, lens: Lens) {
    this.#db = db;
    this.#lens = lens;
  }

  *rowset(
    filter: EventFilter,
    order: EventOrder,
  ): Sliced<{ readonly rowset: Rowset; readonly headSeq: number } | null> {
    const snapshot = yield* this.#lens.current();
    if (!snapshot) return null;
    const { headSeq } = snapshot;
    const matchSet = yield* this.#matchSetOf(snapshot, filter);
    if (matchSet.isKnown) {
      const rowset =
        order === 'recorded' ? new RecordedRowset(matchSet) : new LensRowset(matchSet, order);
      return { rowset, headSeq };
    }
    const pending =
      order === 'recorded'
        ? scanPlaces(this.#db, { filter, order, after: null, upToSeq: headSeq })
        : walk(matchSet, order);
    return { rowset: new ScannedRowset(order, pending), headSeq };
  }

  /** The rowset of a filter that can be counted without reading rows; null where it cannot. */
  *counted(filter: EventFilter, order: 'newest' | 'oldest'): Sliced<Rowset | null> {
    const snapshot = yield* this.#lens.current();
    if (!snapshot) return null;
    const matchSet = yield* this.#matchSetOf(snapshot, filter);
    return matchSet.isKnown ? new LensRowset(matchSet, order) : null;
  }

  *total(filter: EventFilter): Sliced<number | null> {
    const snapshot = yield* this.#lens.current();
    if (!snapshot) return null;
    if (isEverything(filter)) return rowCount(snapshot);
    return yield* (yield* this.#matchSetOf(snapshot, filter)).total();
  }

  *facets(request: FacetsRequest): Sliced<Facets | null> {
    const snapshot = yield* this.#lens.current();
    if (!snapshot) return null;
    return yield* countFacets(this.#db, (filter) => this.#matchSetOf(snapshot, filter), request);
  }

  *timeline({ filter, by, buckets, timeZone }: TimelineRequest): Sliced<Timeline | null> {
    const snapshot = yield* this.#lens.current();
    if (!snapshot) return null;
    const matchSet = yield* this.#matchSetOf(snapshot, filter);
    const span = yield* matchingSpan(matchSet);
    const edges = timelineEdges(filter, span, buckets, timeZone);
    return { buckets: yield* countTimeline(matchSet, edges, by) };
  }

  *errorCounts(filter: EventFilter): Sliced<ErrorCounts | null> {
    const snapshot = yield* this.#lens.current();
    if (!snapshot) return null;
    return yield* lensErrorCounts(yield* this.#matchSetOf(snapshot, filter));
  }

  *#matchSetOf(snapshot: Snapshot, filter: EventFilter): Sliced<MatchSet> {
    if (snapshot !== this.#snapshot) {
      this.#snapshot = snapshot;
      this.#terms.clear();
      this.#matchSets.clear();
      this.#rowMatches.clear();
    }
    const key = filterKey(filter);
    const known = this.#matchSets.get(key);
    if (known) {
      keepNewest(this.#matchSets, key, known);
      return known;
    }
    const plan = planOf(this.#db, snapshot.dictionaries, filter, this.#terms);
    const rows =
      plan.rowTerms.length === 0 ? null : yield* this.#rowMatchesOf(snapshot, plan.rowTerms);
    const matchSet = new MatchSet(snapshot, plan, rows);
    if (snapshot === this.#snapshot) keepNewest(this.#matchSets, key, matchSet);
    return matchSet;
  }

  *#rowMatchesOf(snapshot: Snapshot, terms: readonly FilterTerm[]): Sliced<RowMatches> {
    const key = filterKey({ from: null, to: null, terms: [...terms] });
    const known = this.#rowMatches.get(key);
    if (known) return known;
    const rows = new RowMatches(this.#db, terms);
    const candidates = rowCandidates(this.#db, terms, rowCount(snapshot), snapshot.headSeq);
    if (candidates) yield* rows.askOnly(snapshot, candidates);
    if (snapshot === this.#snapshot) keepNewest(this.#rowMatches, key, rows);
    return rows;
  }
}

function keepNewest<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > MATCH_SETS_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** The matching rows in an order of time, where rows have to be read to tell. */
function* walk(matchSet: MatchSet, order: 'newest' | 'oldest'): Generator<readonly Place[]> {
  const { chunks } = matchSet.snapshot;
  const numbers = [...chunks.keys()];
  for (const number of order === 'newest' ? numbers.toReversed() : numbers) {
    const chunk = chunks[number];
    if (!chunk) continue;
    const indices = matchIndices(chunk, matchSet.lensMatches(number));
    let rows = FIRST_ROWS;
    for (let done = 0; done < indices.length;) {
      const part =
        order === 'newest'
          ? indices.subarray(Math.max(0, indices.length - done - rows), indices.length - done)
          : indices.subarray(done, done + rows);
      const confirmed = yield* slices(matchSet.confirm(number, part));
      const places = Array.from(confirmed, (index) => ({
        occurredAt: timeAt(chunk, index),
        seq: chunk.seqs[index] ?? 0,
      }));
      yield order === 'newest' ? places.toReversed() : places;
      done += part.length;
      rows = Math.min(rows * 2, MOST_ROWS);
    }
    yield [];
  }
}

const FIRST_ROWS = 256;
const MOST_ROWS = 4_096;

/** Sliced work as part of a walk: its slices find no rows. */
function* slices<Value>(work: Sliced<Value>): Generator<readonly Place[], Value> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield [];
  }
}
