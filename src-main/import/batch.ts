import type { Rejection } from '#shared/model/import.ts';
import type { ImportedEvent } from '../store/store-api.ts';

/**
 * Many enough that commits cost little, few enough that storing one takes some 100 ms: other
 * programs that record meanwhile wait no longer.
 */
const MOST_EVENTS = 2_000;
const MOST_BYTES = 3 * 1_048_576;

/**
 * Events of one file on their way to the store, and the rejections among them. Their raw bytes
 * are copied into one block of memory, since what they come from is overwritten by the next
 * chunk, and since one block crosses to another thread faster than a thousand.
 */
export class Batch {
  readonly events: ImportedEvent[] = [];
  readonly rejections: Rejection[] = [];
  readonly #block: Uint8Array;
  #used = 0;

  /** @param bytesLeft how much of the file is still to come: no larger block is needed */
  constructor(bytesLeft: number) {
    this.#block = new Uint8Array(Math.max(0, Math.min(bytesLeft, MOST_BYTES)));
  }

  get isFull(): boolean {
    return (
      this.events.length >= MOST_EVENTS ||
      this.rejections.length >= MOST_EVENTS ||
      this.#used >= MOST_BYTES
    );
  }

  get isEmpty(): boolean {
    return this.events.length === 0 && this.rejections.length === 0;
  }

  add(event: ImportedEvent['event'], raw: Uint8Array): void {
    this.events.push({ event, raw: this.#copy(raw) });
    this.#used += raw.length;
  }

  #copy(raw: Uint8Array): Uint8Array {
    const start = this.#used;
    // A record that no longer fits, or a file that is larger in UTF-8, gets memory of its own.
    if (start + raw.length > this.#block.length) return Uint8Array.from(raw);
    this.#block.set(raw, start);
    return this.#block.subarray(start, start + raw.length);
  }
}
