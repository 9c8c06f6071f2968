import { MessageChannel } from 'node:worker_threads';
import type { MessagePort, Worker } from 'node:worker_threads';
import { AnnalsError, fromFailure } from '#shared/ipc/failure.ts';
import type { Progress } from '../store-api.ts';
import type { Control, Greeting } from '../worker/protocol.ts';
import { RemoteCalls, lostError } from './remote.ts';

/** Threads that die more often than this in a minute are not started again. */
const DEATHS_ALLOWED = 3;
const DEATHS_WINDOW_MS = 60_000;

/**
 * One store thread and the calls to it. A thread that dies fails the calls that waited for it
 * and is started again; there is never anything in its place that only looks like a store.
 */
export class Lane {
  readonly #start: () => Worker;
  readonly #onLost: (error: AnnalsError) => void;
  readonly #deaths: number[] = [];
  #worker: Worker | null = null;
  #calls: RemoteCalls | null = null;
  #ready: Promise<Greeting & { kind: 'ready' }> | null = null;
  #isClosing = false;

  /** @param onLost called when the thread has died too often to be started again */
  constructor(start: () => Worker, onLost: (error: AnnalsError) => void) {
    this.#start = start;
    this.#onLost = onLost;
  }

  /**
   * Starts the thread; answers when it has opened the store.
   * @throws AnnalsError why it could not
   */
  open(): Promise<Greeting & { kind: 'ready' }> {
    const worker = this.#start();
    const calls = new RemoteCalls(worker);
    let wasReady = false;
    this.#worker = worker;
    this.#calls = calls;
    this.#ready = new Promise((resolve, reject) => {
      worker.on('message', (message: Greeting | { readonly kind?: undefined }) => {
        if (message.kind === 'ready') {
          wasReady = true;
          resolve(message);
        }
        if (message.kind === 'failed') reject(fromFailure(message.failure));
      });
      worker.on('error', (error) => console.error(error));
      worker.once('exit', () => {
        const error = lostError();
        // After a failed opening, the next attempt may have begun before this thread has ended.
        if (this.#worker === worker) {
          this.#worker = null;
          this.#calls = null;
        }
        reject(error);
        calls.failAll(error);
        if (wasReady && !this.#isClosing) this.#restart(error);
      });
    });
    return this.#ready;
  }

  /** Calls a method in the thread, once it is ready. */
  async call(
    method: string,
    args: readonly unknown[],
    signal?: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<unknown> {
    await this.#ready;
    if (!this.#calls) throw lostError();
    return this.#calls.call(method, args, signal, onProgress);
  }

  /** A port through which another thread can call the same methods. */
  connect(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#control({ kind: 'connect', port: port2 }, [port2]);
    return port1;
  }

  /** Lets the thread close the store and end. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const worker = this.#worker;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    // Work that went on after this would find the store closed.
    this.#calls?.cancelAll();
    this.#control({ kind: 'close' });
    await ended;
  }

  #control(message: Control, transfer: readonly MessagePort[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }

  #restart(error: AnnalsError): void {
    const now = Date.now();
    this.#deaths.push(now);
    const recent = this.#deaths.filter((at) => now - at < DEATHS_WINDOW_MS);
    if (recent.length > DEATHS_ALLOWED) {
      this.#onLost(givenUpError());
      return;
    }
    this.open().catch((cause: unknown) => {
      this.#onLost(cause instanceof AnnalsError ? cause : error);
    });
  }
}

function givenUpError(): AnnalsError {
  return new AnnalsError(
    'STORE_UNAVAILABLE',
    'The part of Annals that works with the store keeps stopping.',
    'What had been confirmed is safe. Open the store again, or restart Annals.',
  );
}
