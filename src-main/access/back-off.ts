const FREE_TRIES = 2;
const MOST_SECONDS = 300;

/** Milliseconds to wait before the next try, after so many that were wrong. */
export function waitAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return 1_000 * Math.min(MOST_SECONDS, 2 ** (failures - FREE_TRIES));
}

/**
 * Says how long to wait before the next try to sign in. How often it went wrong, the store knows;
 * since when, only a clock that nobody can set: a program that starts anew waits all of it again.
 */
export class BackOff {
  readonly #clock: () => number;
  /** When a count was first met here. */
  readonly #met = new Map<string, { readonly failures: number; readonly at: number }>();

  /** @param clock now, in milliseconds, on a clock that only measures */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Milliseconds until the next try. */
  remaining(subject: string, failures: number): number {
    const known = this.#met.get(subject);
    const met = known?.failures === failures ? known : { failures, at: this.#clock() };
    this.#met.set(subject, met);
    return Math.max(0, Math.ceil(met.at + waitAfter(failures) - this.#clock()));
  }
}
