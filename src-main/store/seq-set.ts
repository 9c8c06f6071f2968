/** Neighbouring seqs, both ends included. */
export interface SeqRun {
  readonly first: number;
  readonly last: number;
}

const ALL = 0xff_ff_ff_ff;

/** A set of seqs, one bit each: dense, and quick to ask. */
export class SeqSet {
  readonly #words: Uint32Array;

  /** @param maxSeq the largest seq it can hold */
  constructor(maxSeq: number) {
    this.#words = new Uint32Array((maxSeq >>> 5) + 1);
  }

  add(seq: number): void {
    this.#words[seq >>> 5] = (this.#words[seq >>> 5] ?? 0) | (1 << (seq & 31));
  }

  delete(seq: number): void {
    this.#words[seq >>> 5] = (this.#words[seq >>> 5] ?? 0) & ~(1 << (seq & 31));
  }

  has(seq: number): boolean {
    return (((this.#words[seq >>> 5] ?? 0) >>> (seq & 31)) & 1) === 1;
  }

  /** Keeps those that are in another set too. */
  intersect(other: SeqSet): void {
    const words = this.#words;
    for (let index = 0; index < words.length; index += 1) {
      words[index] = (words[index] ?? 0) & (other.#words[index] ?? 0);
    }
  }

  /** The seqs in order, as runs that are as long as possible. */
  *runs(): Generator<SeqRun> {
    let first: number | null = null;
    for (const [index, word] of this.#words.entries()) {
      if (word === (first === null ? 0 : ALL)) continue;
      for (let seq = index << 5; seq < (index + 1) << 5; seq += 1) {
        const isIn = this.has(seq);
        if (isIn && first === null) first = seq;
        if (!isIn && first !== null) {
          yield { first, last: seq - 1 };
          first = null;
        }
      }
    }
    if (first !== null) yield { first, last: (this.#words.length << 5) - 1 };
  }
}
