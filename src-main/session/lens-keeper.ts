/** Changes that follow each other more closely are waited for: an import has many. */
const IDLE_MS = 1_000;

/**
 * Has the reader bring its lens up to date: once at the beginning, then whenever the trail has
 * changed and come to rest. Nobody waits for it, because SQL answers meanwhile.
 */
export class LensKeeper {
  readonly #prepareLens: (signal: AbortSignal) => Promise<unknown>;
  readonly #abort = new AbortController();
  #preparing: Promise<void>;
  #timer: NodeJS.Timeout | null = null;
  #hasFailed = false;

  /** @param prepareLens brings it up to date, unless the signal ends that */
  constructor(prepareLens: (signal: AbortSignal) => Promise<unknown>) {
    this.#prepareLens = prepareLens;
    this.#preparing = this.#prepare();
  }

  /** The trail has changed. */
  trailChanged(): void {
    if (this.#abort.signal.aborted) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#preparing = this.#preparing.then(() => this.#prepare());
    }, IDLE_MS);
  }

  /** Stops for good; answers when the reader has let go of it, which takes a slice at most. */
  async stop(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#abort.abort();
    await this.#preparing;
  }

  async #prepare(): Promise<void> {
    const { signal } = this.#abort;
    if (signal.aborted) return;
    try {
      await this.#prepareLens(signal);
    } catch (error) {
      if (signal.aborted) return;
      // Once is enough: SQL goes on answering, and what is wrong with the store it tells too.
      if (!this.#hasFailed) console.error(error);
      this.#hasFailed = true;
    }
  }
}
