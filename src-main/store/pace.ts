import type { Progress, Sliced } from './store-api.ts';

/** A slice of work in JavaScript ends after so many milliseconds. */
const SLICE_MS = 8;

/** Cuts a loop into slices: `yield* pace.breathe()` gives way when the time has come, and tells how far it is. */
export class Pace {
  #since = performance.now();

  *breathe(progress?: Progress): Sliced<void> {
    if (performance.now() - this.#since < SLICE_MS) return;
    yield progress;
    this.#since = performance.now();
  }
}
