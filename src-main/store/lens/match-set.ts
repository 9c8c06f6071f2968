import { Pace } from '../pace.ts';
import type { Sliced } from '../store-api.ts';
import type { Chunk } from './chunk.ts';
import { NONE, evaluate, fromIndices, matchCount, matchIndices } from './evaluate.ts';
import type { Matches } from './evaluate.ts';
import type { Plan } from './plan.ts';
import type { RowMatches } from './row-matches.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The rows of a snapshot that match a filter, found chunk by chunk as they are asked for and
 * remembered: rows, total, facets and timeline of one filter share the work.
 */
export class MatchSet {
  readonly snapshot: Snapshot;
  readonly #plan: Plan;
  /** Answers the terms that the lens cannot; null if there are none. */
  readonly #rows: RowMatches | null;
  readonly #known: (Matches | undefined)[];
  #total: number | null = null;

  constructor(snapshot: Snapshot, plan: Plan, rows: RowMatches | null) {
    this.snapshot = snapshot;
    this.#plan = plan;
    this.#rows = rows;
    this.#known = Array.from(snapshot.chunks, () => undefined);
  }

  /** True if no rows have to be read any more to tell which match. */
  get isKnown(): boolean {
    return this.#total !== null || (this.#rows?.isComplete ?? true);
  }

  /** Which rows of a chunk match. */
  *at(number: number): Sliced<Matches> {
    const known = this.#known[number];
    if (known) return known;
    const chunk = chunkAt(this.snapshot, number);
    const found = this.#rows
      ? yield* this.#askRows(chunk, this.lensMatches(number), this.#rows)
      : this.lensMatches(number);
    this.#known[number] = found;
    return found;
  }

  /** The rows of a chunk that match as far as the lens can tell. */
  lensMatches(number: number): Matches {
    return evaluate(chunkAt(this.snapshot, number), this.#plan);
  }

  /** Of some rows of a chunk, those that match the rest of the filter too. */
  *confirm(number: number, indices: Uint16Array): Sliced<Uint16Array> {
    if (!this.#rows) return indices;
    return yield* this.#rows.confirm(chunkAt(this.snapshot, number), indices);
  }

  /** Number of matching rows in the whole snapshot. */
  *total(): Sliced<number> {
    if (this.#total !== null) return this.#total;
    const pace = new Pace();
    let total = 0;
    for (const [number, chunk] of this.snapshot.chunks.entries()) {
      total += matchCount(chunk, yield* this.at(number));
      yield* pace.breathe();
    }
    this.#total = total;
    return total;
  }

  *#askRows(chunk: Chunk, matches: Matches, rows: RowMatches): Sliced<Matches> {
    yield* rows.narrow(this.snapshot);
    if (rows.hasNone(chunk)) return NONE;
    const candidates = matchIndices(chunk, matches);
    if (candidates.length === 0) return NONE;
    return fromIndices(chunk, yield* rows.confirm(chunk, candidates));
  }
}

function chunkAt(snapshot: Snapshot, number: number): Chunk {
  const chunk = snapshot.chunks[number];
  if (!chunk) throw new Error(`the lens has no chunk ${number}`);
  return chunk;
}
