import type { TextProgress } from '../store-api.ts';

/** Between two steps, so that other writes go first. */
const BREATH_MS = 5;
/** Between two steps while others write much, or an import runs: they come before the index. */
const YIELD_MS = 1_000;
/** Between two looks for new events, which any program may have recorded. */
const IDLE_MS = 2_000;
/** After a step that failed; twice as long after each further one, up to the longest. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/** More events than this between two steps, and others are taken to write much. */
const MANY_EVENTS = 100;

/**
 * Keeps the index of text behind the trail: a step at a time from the moment the store is open,
 * slowly while others write, not at all while this program imports, and then until it has caught
 * up. What it cannot index for now (a store that is locked, a full disk) it tries again later;
 * searches find everything without it.
 */
export class TextIndexer {
  readonly #step: () => Promise<TextProgress>;
  readonly #ended: Promise<void>;
  #isStopped = false;
  #wake: () => void = () => undefined;

  /** @param step indexes some events more */
  constructor(step: () => Promise<TextProgress>) {
    this.#step = step;
    this.#ended = this.#run();
  }

  /** Ends after the step that is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wake();
    await this.#ended;
  }

  async #run(): Promise<void> {
    let before: TextProgress = { upTo: -1, headSeq: Number.POSITIVE_INFINITY };
    let retryMs = FIRST_RETRY_MS;
    while (!this.#isStopped) {
      try {
        const progress = await this.#step();
        const pause = pauseAfter(progress, before);
        before = progress;
        retryMs = FIRST_RETRY_MS;
        await this.#pause(pause);
      } catch {
        await this.#pause(retryMs);
        retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
      }
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    if (this.#isStopped) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, milliseconds);
      // An index that is behind is no reason for a program not to end.
      timer.unref();
    });
    clearTimeout(timer);
  }
}

function pauseAfter({ upTo, headSeq }: TextProgress, before: TextProgress): number {
  if (upTo >= headSeq) return IDLE_MS;
  const isHeldUp = upTo === before.upTo || headSeq - before.headSeq > MANY_EVENTS;
  return isHeldUp ? YIELD_MS : BREATH_MS;
}
