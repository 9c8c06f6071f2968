import type { Sliced } from './store-api.ts';

/** A slice of work in JavaScript ends after so many milliseconds. */
const SLICE_MS = 8;

/** Cuts a loop into slices: `yield* pace.breathe()` gives way when the time has come. */
export class Pace {
  #since = performance.now();

  *breathe(): Sliced<void> {
    if (performance.now() - this.#since < SLICE_MS) return;
    yield;
    this.#since = performance.now();
  }
}
