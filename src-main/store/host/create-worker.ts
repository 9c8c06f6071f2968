import { Worker } from 'node:worker_threads';
import type { StoreWorkerData } from '../worker/protocol.ts';

/** Starts a store thread. Injected, because only a bundler knows where bundled threads are. */
export type CreateStoreWorker = (data: StoreWorkerData) => Worker;

/** Starts a store thread from its source, as the command line and the tests do. */
export function createWorkerFromSource(data: StoreWorkerData): Worker {
  return new Worker(new URL('../worker/entry.ts', import.meta.url), { workerData: data });
}
