import { Worker } from 'node:worker_threads';
import importWorkerPath from '../jobs/import-worker.ts?modulePath';
import type { CreateImportWorker } from '../jobs/run-import.ts';
import type { CreateStoreWorker } from '../store/host/create-worker.ts';
import storeWorkerPath from '../store/worker/entry.ts?modulePath';

/** Starts the bundled threads of the app. */
export const createStoreWorker: CreateStoreWorker = (data) =>
  new Worker(storeWorkerPath, { workerData: data });

export const createImportWorker: CreateImportWorker = (data, transfer) =>
  new Worker(importWorkerPath, { workerData: data, transferList: [...transfer] });
