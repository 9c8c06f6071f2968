import type { EventOrder } from '#shared/model/event-filter.ts';
import type { Sliced } from '../store-api.ts';
import type { Rowset } from './rowset.ts';
import { comesBefore } from './scan.ts';
import type { Place } from './scan.ts';

/**
 * A rowset that is found row by row, and remembers those found so far, with their times: an event
 * that is pruned meanwhile keeps its place.
 */
export class ScannedRowset implements Rowset {
  readonly #order: EventOrder;
  readonly #pending: Generator<readonly Place[]>;
  #seqs = new Float64Array(1_024);
  #times = new Float64Array(1_024);
  #length = 0;
  #isComplete = false;
  #failure: unknown = null;

  /** @param pending yields the rows in order, a bounded number at a time */
  constructor(order: EventOrder, pending: Generator<readonly Place[]>) {
    this.#order = order;
    this.#pending = pending;
  }

  *seqs(start: number, end: number): Sliced<readonly number[]> {
    while (this.#length < end && this.#advance()) yield;
    return [...this.#seqs.subarray(start, Math.min(end, this.#length))];
  }

  *total(): Sliced<number> {
    while (this.#advance()) yield;
    return this.#length;
  }

  *positionOf(place: Place): Sliced<number> {
    while (this.#isLastBefore(place) && this.#advance()) yield;
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#isBefore(middle, place)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isLastBefore(place: Place): boolean {
    return this.#length === 0 || this.#isBefore(this.#length - 1, place);
  }

  #isBefore(position: number, place: Place): boolean {
    const own = { occurredAt: this.#times[position] ?? 0, seq: this.#seqs[position] ?? 0 };
    return comesBefore(this.#order, own, place);
  }

  /** Finds some more rows; false if there are none. A scan that failed cannot go on. */
  #advance(): boolean {
    if (this.#failure !== null) throw this.#failure;
    if (this.#isComplete) return false;
    try {
      const step = this.#pending.next();
      if (step.done) this.#isComplete = true;
      else this.#add(step.value);
    } catch (error) {
      this.#failure = error;
      throw error;
    }
    return !this.#isComplete;
  }

  #add(places: readonly Place[]): void {
    const needed = this.#length + places.length;
    this.#seqs = roomFor(this.#seqs, needed);
    this.#times = roomFor(this.#times, needed);
    for (const { occurredAt, seq } of places) {
      this.#seqs[this.#length] = seq;
      this.#times[this.#length] = occurredAt;
      this.#length += 1;
    }
  }
}

function roomFor(list: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  if (length <= list.length) return list;
  const larger = new Float64Array(Math.max(length, list.length * 2));
  larger.set(list);
  return larger;
}
