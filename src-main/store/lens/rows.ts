/**
 * The columns of the lens: what filters, facets and the timeline ask about, each as a number.
 * `kind` is outcome, severity and source in one; `targets` the set of entities an event touched.
 */
export const COLUMNS = [
  'kind',
  'category',
  'action',
  'actor',
  'targets',
  'errorType',
  'intent',
  'ip',
  'batch',
] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** Where a column stands in the lists of {@link Rows} and of chunks. */
export const COLUMN: Readonly<Record<ColumnName, number>> = Object.fromEntries(
  COLUMNS.map((name, index) => [name, index]),
) as Record<ColumnName, number>;

/** Rows on their way into chunks, with the codes of the dictionaries. Grows as needed. */
export class Rows {
  length = 0;
  times: Float64Array<ArrayBuffer>;
  seqs: Uint32Array<ArrayBuffer>;
  review: Uint8Array<ArrayBuffer>;
  readonly codes: Uint32Array<ArrayBuffer>[];

  constructor(capacity: number) {
    this.times = new Float64Array(capacity);
    this.seqs = new Uint32Array(capacity);
    this.review = new Uint8Array(capacity);
    this.codes = COLUMNS.map(() => new Uint32Array(capacity));
  }

  /** Makes room for so many more rows. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.times.length) return;
    const capacity = Math.max(needed, this.times.length * 2);
    this.times = larger(this.times, new Float64Array(capacity));
    this.seqs = larger(this.seqs, new Uint32Array(capacity));
    this.review = larger(this.review, new Uint8Array(capacity));
    for (const [column, codes] of this.codes.entries()) {
      this.codes[column] = larger(codes, new Uint32Array(capacity));
    }
  }

  /** Appends a row of another list. */
  take(other: Rows, index: number): void {
    this.reserve(1);
    const at = this.length;
    this.times[at] = other.times[index] ?? 0;
    this.seqs[at] = other.seqs[index] ?? 0;
    this.review[at] = other.review[index] ?? 0;
    for (let column = 0; column < COLUMNS.length; column += 1) {
      const to = this.codes[column];
      const from = other.codes[column];
      if (to && from) to[at] = from[index] ?? 0;
    }
    this.length = at + 1;
  }

  /** True if every row stands after the one before it. */
  isSorted(): boolean {
    for (let index = 1; index < this.length; index += 1) {
      if (compareAt(this, index - 1, this, index) > 0) return false;
    }
    return true;
  }

  /** The same rows in order of time. */
  sorted(): Rows {
    if (this.isSorted()) return this;
    const order = Uint32Array.from({ length: this.length }, (_, index) => index).toSorted((a, b) =>
      compareAt(this, a, this, b),
    );
    const sorted = new Rows(this.length);
    for (const index of order) sorted.take(this, index);
    return sorted;
  }
}

/** Order of time: by occurredAt, then by seq. */
export function compareAt(a: Rows, indexA: number, b: Rows, indexB: number): number {
  return (
    (a.times[indexA] ?? 0) - (b.times[indexB] ?? 0) || (a.seqs[indexA] ?? 0) - (b.seqs[indexB] ?? 0)
  );
}

function larger<List extends { set(from: List): void }>(from: List, to: List): List {
  to.set(from);
  return to;
}
