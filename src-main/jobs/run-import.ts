import type { MessagePort, Worker } from 'node:worker_threads';
import { AnnalsError, fromFailure } from '#shared/ipc/failure.ts';
import type { ImportPreview } from '#shared/model/import-preview.ts';
import type { ImportProgress, ImportResult } from '#shared/model/import.ts';
import type { ImportMessage, ImportTask, ImportWork, ImportWorkerData } from './import-worker.ts';

/** The progress of an import that has not begun. */
export const NOTHING_YET: ImportProgress = {
  read: 0,
  added: 0,
  duplicates: 0,
  rejected: 0,
  bytesRead: 0,
  bytesTotal: 0,
};

/** Starts an import thread. Injected, because only a bundler knows where bundled threads are. */
export type CreateImportWorker = (
  data: ImportWorkerData,
  transfer: readonly MessagePort[],
) => Worker;

interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

/**
 * Runs one import in a thread of its own.
 * @returns what it did, also when the signal cut it short
 * @throws AnnalsError why it could not be done
 */
export function runImport(
  create: CreateImportWorker,
  work: ImportWork,
  task: Extract<ImportTask, { kind: 'import' }>,
  watch: Watch,
): Promise<ImportResult> {
  return runThread(create, { work, task }, watch) as Promise<ImportResult>;
}

/**
 * Tries an import in a thread of its own: reads and maps, asks the store, writes nothing.
 * @throws AnnalsError CANCELLED, or why it could not be done
 */
export function runPreview(
  create: CreateImportWorker,
  work: ImportWork,
  task: Extract<ImportTask, { kind: 'preview' }>,
  watch: Watch,
): Promise<ImportPreview> {
  return runThread(create, { work, task }, watch) as Promise<ImportPreview>;
}

/** The kind of the task decides which of the results it is. */
function runThread(
  create: CreateImportWorker,
  data: ImportWorkerData,
  { signal, onProgress }: Watch,
): Promise<ImportResult | ImportPreview> {
  const worker = create(data, data.task.store ? [data.task.store] : []);
  const cancel = (): void => worker.postMessage('cancel');
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  return new Promise<ImportResult | ImportPreview>((resolve, reject) => {
    worker.on('message', (message: ImportMessage) => {
      switch (message.kind) {
        case 'progress':
          onProgress(message.progress);
          return;
        case 'ended':
          resolve(message.result);
          return;
        case 'failed':
          reject(fromFailure(message.failure));
      }
    });
    worker.on('error', (error) => console.error(error));
    worker.once('exit', () =>
      reject(
        new AnnalsError(
          'INTERNAL',
          'The import stopped unexpectedly.',
          'What was imported before is safe; import the same files again to add the rest.',
        ),
      ),
    );
  }).finally(() => signal.removeEventListener('abort', cancel));
}
