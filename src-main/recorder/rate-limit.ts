/** Lets through so much in a stretch of time, and counts the rest. */
export class RateLimit {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #clock: () => number;
  #since = Number.NEGATIVE_INFINITY;
  #passed = 0;
  #held = 0;

  /** @param clock now, in milliseconds, on a clock that only measures */
  constructor(limit: number, windowMs: number, clock: () => number = () => performance.now()) {
    this.#limit = limit;
    this.#windowMs = windowMs;
    this.#clock = clock;
  }

  /** How many were held back since one was let through; null if this one is held back too. */
  pass(): number | null {
    const now = this.#clock();
    if (now - this.#since >= this.#windowMs) {
      this.#since = now;
      this.#passed = 0;
    }
    if (this.#passed >= this.#limit) {
      this.#held += 1;
      return null;
    }
    const held = this.#held;
    this.#passed += 1;
    this.#held = 0;
    return held;
  }
}
