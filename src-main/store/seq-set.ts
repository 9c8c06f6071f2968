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
}
