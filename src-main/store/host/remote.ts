import type { MessagePort, Worker } from 'node:worker_threads';
import { AnnalsError, fromFailure } from '#shared/ipc/failure.ts';
import type { Progress, Remote } from '../store-api.ts';
import type { News, Reply, Request } from '../worker/protocol.ts';

/** Calls methods in another thread through a port, and matches the replies. */
export class RemoteCalls {
  readonly #port: MessagePort | Worker;
  readonly #pending = new Map<
    number,
    {
      readonly resolve: (value: unknown) => void;
      readonly reject: (error: AnnalsError) => void;
      readonly onProgress: ((progress: Progress) => void) | undefined;
    }
  >();
  #lastCallId = 0;
  #closedBy: AnnalsError | null = null;

  constructor(port: MessagePort | Worker) {
    this.#port = port;
    port.on('message', (message: Reply | News | { readonly kind: string }) => {
      if ('progress' in message) this.#pending.get(message.callId)?.onProgress?.(message.progress);
      else if ('callId' in message) this.#settle(message);
    });
    // A port closes when the thread at its far side ends; a thread of ours tells by `exit`.
    port.on('close', () => this.failAll(lostError()));
  }

  /**
   * @param signal cancels the call: it then fails as CANCELLED at the end of a slice
   * @param onProgress told now and then how far long work is
   */
  call(
    method: string,
    args: readonly unknown[],
    signal?: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<unknown> {
    if (this.#closedBy) return Promise.reject(this.#closedBy);
    this.#lastCallId += 1;
    const callId = this.#lastCallId;
    const cancel = (): void => this.#post({ kind: 'cancel', callId });
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(callId, { resolve, reject, onProgress });
      this.#post({ kind: 'call', callId, method, args });
    });
    if (!signal) return answer;
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    return answer.finally(() => signal.removeEventListener('abort', cancel));
  }

  /** Cancels every call that waits. */
  cancelAll(): void {
    for (const callId of this.#pending.keys()) this.#post({ kind: 'cancel', callId });
  }

  /** Fails every call that waits, and every later one. */
  failAll(error: AnnalsError): void {
    this.#closedBy = error;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  #post(request: Request): void {
    this.#port.postMessage(request);
  }

  #settle(reply: Reply): void {
    const waiting = this.#pending.get(reply.callId);
    this.#pending.delete(reply.callId);
    if (reply.ok) waiting?.resolve(reply.value);
    else waiting?.reject(fromFailure(reply.failure));
  }
}

/** The error of calls to a store thread that has ended. */
export function lostError(): AnnalsError {
  return new AnnalsError(
    'STORE_UNAVAILABLE',
    'The part of Annals that works with the store has stopped.',
    'It was started again; repeat what you did. What had been confirmed is safe.',
  );
}

/** The methods of another thread as an object of promises. */
export function remoteMethods<Methods>(
  call: (method: string, args: readonly unknown[]) => Promise<unknown>,
  names: readonly (keyof Methods & string)[],
): Remote<Methods> {
  const entries = names.map((name) => [name, (...args: unknown[]) => call(name, args)]);
  return Object.fromEntries(entries) as Remote<Methods>;
}

/** How long writes wait for another program to let go of the store. */
const BUSY_PATIENCE_MS = 5_000;
const BUSY_PAUSE_MS = 50;

/**
 * Repeats a write that found the store locked. Only the beginning of a transaction can meet a
 * lock, so nothing has happened then and repeating is safe.
 * @throws AnnalsError STORE_BUSY when patience ends
 */
export async function retryWhileBusy<Value>(write: () => Promise<Value>): Promise<Value> {
  const giveUpAt = Date.now() + BUSY_PATIENCE_MS;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      const isBusy = error instanceof AnnalsError && error.code === 'STORE_BUSY';
      if (!isBusy || Date.now() >= giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS));
    }
  }
}
