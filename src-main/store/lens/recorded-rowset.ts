import { Pace } from '../pace.ts';
import type { Rowset } from '../queries/rowset.ts';
import type { Place } from '../queries/scan.ts';
import type { Sliced } from '../store-api.ts';
import { matchIndices } from './evaluate.ts';
import type { MatchSet } from './match-set.ts';

/** Bits of one word, and words between two entries of the table of counts. */
const WORD = 32;
const BLOCK_WORDS = 512;

/** The rows of a match set, the last recorded first: a bit for each seq, and how many stand before. */
export class RecordedRowset implements Rowset {
  readonly #matchSet: MatchSet;
  #bits: Uint32Array | null = null;
  /** Set bits before each block of words; one more entry for all. */
  #ranks = new Float64Array(1);

  constructor(matchSet: MatchSet) {
    this.#matchSet = matchSet;
  }

  *seqs(start: number, end: number): Sliced<readonly number[]> {
    const bits = yield* this.#fill();
    const total = this.#ranks.at(-1) ?? 0;
    const seqs: number[] = [];
    // Position 0 is the highest seq, so positions count set bits from the end.
    let rank = total - 1 - start;
    const last = Math.max(total - end, 0);
    for (let seq = this.#select(bits, rank); rank >= last && seq > 0; seq -= 1) {
      // Where few rows match, most words are empty.
      if (bits[seq >>> 5] === 0) seq -= seq & 31;
      else if (isSet(bits, seq)) {
        seqs.push(seq);
        rank -= 1;
      }
    }
    return seqs;
  }

  *total(): Sliced<number> {
    yield* this.#fill();
    return this.#ranks.at(-1) ?? 0;
  }

  *positionOf({ seq }: Place): Sliced<number> {
    const bits = yield* this.#fill();
    const total = this.#ranks.at(-1) ?? 0;
    const block = Math.floor(seq / WORD / BLOCK_WORDS);
    if (block >= this.#ranks.length - 1) return 0;
    let later = total - (this.#ranks[block] ?? 0);
    for (let other = block * BLOCK_WORDS * WORD; other <= seq; other += 1) {
      if (isSet(bits, other)) later -= 1;
    }
    return later;
  }

  *#fill(): Sliced<Uint32Array> {
    if (this.#bits) return this.#bits;
    const { snapshot } = this.#matchSet;
    const bits = new Uint32Array(Math.ceil((snapshot.headSeq + 1) / WORD));
    const pace = new Pace();
    for (const [number, chunk] of snapshot.chunks.entries()) {
      for (const index of matchIndices(chunk, yield* this.#matchSet.at(number))) {
        const seq = chunk.seqs[index] ?? 0;
        bits[seq >>> 5] = (bits[seq >>> 5] ?? 0) | (1 << (seq & 31));
      }
      yield* pace.breathe();
    }
    this.#ranks = ranksOf(bits);
    this.#bits = bits;
    return bits;
  }

  /** The seq of the set bit with so many set bits before it; 0 if there is none. */
  #select(bits: Uint32Array, rank: number): number {
    if (rank < 0) return 0;
    let low = 0;
    let high = this.#ranks.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#ranks[middle] ?? 0) <= rank) low = middle;
      else high = middle - 1;
    }
    let left = rank - (this.#ranks[low] ?? 0);
    let word = low * BLOCK_WORDS;
    for (;;) {
      const count = bitCount(bits[word] ?? 0);
      if (left < count) break;
      left -= count;
      word += 1;
    }
    let seq = word * WORD;
    for (; ; seq += 1) {
      if (!isSet(bits, seq)) continue;
      if (left === 0) return seq;
      left -= 1;
    }
  }
}

function ranksOf(bits: Uint32Array): Float64Array<ArrayBuffer> {
  const blocks = Math.ceil(bits.length / BLOCK_WORDS);
  const ranks = new Float64Array(blocks + 1);
  let count = 0;
  for (let word = 0; word < bits.length; word += 1) {
    if (word % BLOCK_WORDS === 0) ranks[word / BLOCK_WORDS] = count;
    count += bitCount(bits[word] ?? 0);
  }
  ranks[blocks] = count;
  return ranks;
}

function isSet(bits: Uint32Array, seq: number): boolean {
  return (((bits[seq >>> 5] ?? 0) >>> (seq & 31)) & 1) === 1;
}

/** Number of set bits of a 32-bit word (Hacker's Delight, figure 5-2). */
function bitCount(word: number): number {
  let count = word - ((word >>> 1) & 0x55_55_55_55);
  count = (count & 0x33_33_33_33) + ((count >>> 2) & 0x33_33_33_33);
  count = (count + (count >>> 4)) & 0x0f_0f_0f_0f;
  return Math.imul(count, 0x01_01_01_01) >>> 24;
}
