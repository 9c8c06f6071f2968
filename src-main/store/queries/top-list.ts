/** Keeps the most frequent of many values without sorting all of them. */
export class TopList<Value> {
  readonly #limit: number;
  readonly #compare: (a: Value, b: Value) => number;
  readonly #kept: { readonly count: number; readonly value: Value }[] = [];

  /** @param compare the order of values that are equally frequent */
  constructor(limit: number, compare: (a: Value, b: Value) => number) {
    this.#limit = limit;
    this.#compare = compare;
  }

  offer(count: number, value: Value): void {
    const kept = this.#kept;
    const last = kept[kept.length - 1];
    // Most values end here.
    if (kept.length === this.#limit && last && !this.#comesBefore(count, value, last)) return;
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = kept[middle];
      if (other && !this.#comesBefore(count, value, other)) low = middle + 1;
      else high = middle;
    }
    kept.splice(low, 0, { count, value });
    if (kept.length > this.#limit) kept.pop();
  }

  /** The kept values, most frequent first. */
  get values(): readonly { readonly count: number; readonly value: Value }[] {
    return this.#kept;
  }

  #comesBefore(
    count: number,
    value: Value,
    other: { readonly count: number; readonly value: Value },
  ): boolean {
    if (count !== other.count) return count > other.count;
    return this.#compare(value, other.value) < 0;
  }
}

/** Order of texts by code unit, the same everywhere. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
