/** After a store was opened, so that the window has its first rows before. */
const FIRST_AFTER_MS = 60_000;
const EVERY_MS = 24 * 60 * 60_000;

/**
 * Applies the rules of retention: soon after a store was opened, then daily. What fails is tried
 * again the next day; the trail says what was done.
 */
export class RetentionKeeper {
  readonly #apply: (signal: AbortSignal) => Promise<unknown>;
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout;
  #applying: Promise<void> = Promise.resolve();

  /** @param apply prunes what the rules say, unless the signal ends that */
  constructor(apply: (signal: AbortSignal) => Promise<unknown>) {
    this.#apply = apply;
    this.#timer = this.#in(FIRST_AFTER_MS);
  }

  /** Stops for good; answers when nothing is being applied any more. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort.abort();
    await this.#applying;
  }

  #in(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#applying = this.#applyNow();
    }, milliseconds).unref();
  }

  async #applyNow(): Promise<void> {
    const { signal } = this.#abort;
    try {
      await this.#apply(signal);
    } catch (error) {
      if (!signal.aborted) console.error(error);
    }
    if (!signal.aborted) this.#timer = this.#in(EVERY_MS);
  }
}
