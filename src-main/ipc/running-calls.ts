import { AnnalsError } from '#shared/ipc/failure.ts';

interface RunningCall {
  /** The window that made it. */
  readonly sender: number;
  /** The name that the window gave it; null if it never means to cancel it. */
  readonly requestId: string | null;
  readonly abort: AbortController;
}

/** Calls that one window may have under way at once; more are a mistake, and would only queue. */
const MAX_RUNNING = 64;

/** The calls that can be cancelled, from their beginning to their end. */
export class RunningCalls {
  readonly #running = new Set<RunningCall>();

  /**
   * Does what a call asks for.
   * @param work gets a signal that is aborted when the call is cancelled
   * @throws AnnalsError INVALID_INPUT if a call of this window with this id is running, STORE_BUSY
   *   if it has too many under way
   */
  async run<Value>(
    sender: number,
    requestId: string | null,
    work: (signal: AbortSignal) => Value | Promise<Value>,
  ): Promise<Value> {
    const others = this.#of(sender);
    if (requestId !== null && others.some((call) => call.requestId === requestId)) {
      throw new AnnalsError('INVALID_INPUT', `The call ${requestId} is running already.`);
    }
    if (others.length >= MAX_RUNNING) {
      throw new AnnalsError(
        'STORE_BUSY',
        `This window waits for ${MAX_RUNNING} answers already.`,
        'Try again when some of them have come.',
      );
    }
    const call: RunningCall = { sender, requestId, abort: new AbortController() };
    this.#running.add(call);
    try {
      return await work(call.abort.signal);
    } finally {
      this.#running.delete(call);
    }
  }

  /** Cancels one call; does nothing if the window has none with this id, or no longer. */
  cancel(sender: number, requestId: string): void {
    for (const call of this.#of(sender)) {
      if (call.requestId === requestId) call.abort.abort();
    }
  }

  /** Cancels everything that a window waits for: its page is gone, and nobody would read it. */
  cancelAll(sender: number): void {
    for (const { abort } of this.#of(sender)) abort.abort();
  }

  #of(sender: number): readonly RunningCall[] {
    return [...this.#running].filter((call) => call.sender === sender);
  }
}
