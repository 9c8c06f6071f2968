import { Pace } from '../pace.ts';
import type { Rowset } from '../queries/rowset.ts';
import type { Place } from '../queries/scan.ts';
import type { Sliced } from '../store-api.ts';
import { indexOfPlace } from './chunk.ts';
import { matchCount, matchIndices } from './evaluate.ts';
import type { MatchSet } from './match-set.ts';
import { chunkOfPlace } from './snapshot.ts';

/** The rows of a match set in an order of time: found by counting, none of them is listed. */
export class LensRowset implements Rowset {
  readonly #matchSet: MatchSet;
  readonly #isNewestFirst: boolean;
  /** Matching rows before each chunk, chunks taken in this order; as far as they are counted. */
  readonly #starts: number[] = [0];
  /** The chunk that was read last, listed. */
  #listed: { readonly step: number; readonly indices: Uint16Array } | null = null;

  constructor(matchSet: MatchSet, order: 'newest' | 'oldest') {
    this.#matchSet = matchSet;
    this.#isNewestFirst = order === 'newest';
  }

  *seqs(start: number, end: number): Sliced<readonly number[]> {
    yield* this.#countTo((counted) => counted >= end);
    const seqs: number[] = [];
    for (let step = this.#stepOf(start); step < this.#starts.length - 1; step += 1) {
      const before = this.#starts[step] ?? 0;
      if (before >= end) break;
      const indices = yield* this.#list(step);
      const chunk = this.#chunk(step);
      const last = Math.min(end - before, indices.length);
      for (let offset = Math.max(0, start - before); offset < last; offset += 1) {
        const at = this.#isNewestFirst ? indices.length - 1 - offset : offset;
        seqs.push(chunk.seqs[indices[at] ?? 0] ?? 0);
      }
    }
    return seqs;
  }

  total(): Sliced<number> {
    return this.#matchSet.total();
  }

  *positionOf({ occurredAt, seq }: Place): Sliced<number> {
    const { chunks } = this.#matchSet.snapshot;
    if (chunks.length === 0) return 0;
    const number = chunkOfPlace(chunks, occurredAt, seq);
    const step = this.#isNewestFirst ? chunks.length - 1 - number : number;
    yield* this.#countTo(() => this.#starts.length > step);
    const indices = yield* this.#list(step);
    // Rows of this chunk that stand before the place in order of time.
    const index = indexOfPlace(this.#chunk(step), occurredAt, seq + (this.#isNewestFirst ? 1 : 0));
    const earlier = countBelow(indices, index);
    const before = this.#starts[step] ?? 0;
    return before + (this.#isNewestFirst ? indices.length - earlier : earlier);
  }

  *#countTo(isEnough: (counted: number) => boolean): Sliced<void> {
    const { chunks } = this.#matchSet.snapshot;
    const pace = new Pace();
    for (;;) {
      const step = this.#starts.length - 1;
      const counted = this.#starts[step] ?? 0;
      if (step === chunks.length || isEnough(counted)) return;
      const matches = yield* this.#matchSet.at(this.#number(step));
      // Another caller may have counted this chunk while this one waited.
      if (this.#starts.length === step + 1) {
        this.#starts.push(counted + matchCount(this.#chunk(step), matches));
      }
      yield* pace.breathe();
    }
  }

  *#list(step: number): Sliced<Uint16Array> {
    if (this.#listed?.step === step) return this.#listed.indices;
    const matches = yield* this.#matchSet.at(this.#number(step));
    const indices = matchIndices(this.#chunk(step), matches);
    this.#listed = { step, indices };
    return indices;
  }

  /** The last counted step whose rows begin at or before a position. */
  #stepOf(position: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #number(step: number): number {
    return this.#isNewestFirst ? this.#matchSet.snapshot.chunks.length - 1 - step : step;
  }

  #chunk(step: number) {
    const chunk = this.#matchSet.snapshot.chunks[this.#number(step)];
    if (!chunk) throw new Error(`the lens has no chunk at step ${step}`);
    return chunk;
  }
}

/** Number of elements below a bound in an ascending list. */
function countBelow(list: Uint16Array, bound: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
