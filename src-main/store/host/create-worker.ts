import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { StoreWorkerData } from '../worker/protocol.ts';

/** Starts a store thread. Injected, because only a bundler knows where bundled threads are. */
export type CreateStoreWorker = (data: StoreWorkerData) => Worker;

/** Starts a store thread from its source, as the command line and the tests do. */
export function createWorkerFromSource(data: StoreWorkerData): Worker {
  keepWrappers();
  return new Worker(new URL('../worker/entry.ts', import.meta.url), { workerData: data });
}

/**
 * Node takes types out of sources by WebAssembly, in each thread anew. When the calls between that
 * and JavaScript are compiled a second time in one thread while another thread ends, V8 13.6 frees
 * code that is in use: about one process in twenty died so under load (SIGSEGV below
 * Runtime_TierUpWasmToJSWrapper). They are few enough to do without.
 */
export function keepWrappers(): void {
  setFlagsFromString('--wasm-wrapper-tiering-budget=2147483647');
}
