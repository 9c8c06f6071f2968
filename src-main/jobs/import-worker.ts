import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { AnnalsError, toFailure } from '#shared/ipc/failure.ts';
import type { Failure } from '#shared/ipc/failure.ts';
import type { ImportProgress, ImportResult } from '#shared/model/import.ts';
import { importFiles } from '../import/run/import-files.ts';
import { storeSink } from '../import/run/import-sink.ts';
import type { ImportSource } from '../import/sources/sources.ts';
import { RemoteCalls, remoteMethods, retryWhileBusy } from '../store/host/remote.ts';
import type { Operator, StoreWrites } from '../store/store-api.ts';

/** The import thread: reads and maps files here, and hands events to the writer thread itself. */

export interface ImportWorkerData {
  readonly sources: readonly ImportSource[];
  readonly title: string;
  readonly operator: Operator;
  /** Port of the writer thread. */
  readonly writer: MessagePort;
}

export type ImportMessage =
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'ended'; readonly result: ImportResult }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The only thing the thread can be told. */
export type ImportControl = 'cancel';

async function main(): Promise<void> {
  const owner = parentPort;
  if (!owner) throw new Error('this is the entry of a worker thread');
  const { sources, title, operator, writer } = workerData as ImportWorkerData;
  const tell = (message: ImportMessage): void => owner.postMessage(message);
  const abort = new AbortController();
  owner.on('message', (_message: ImportControl) => abort.abort());
  const calls = new RemoteCalls(writer);
  writer.on('close', () => calls.failAll(storeLost()));
  try {
    const result = await importFiles({
      sources,
      title,
      operator,
      sink: storeSink(
        remoteMethods<Pick<StoreWrites, 'beginImport' | 'appendImport' | 'finishImport'>>(
          (method, args) => retryWhileBusy(() => calls.call(method, args)),
          ['beginImport', 'appendImport', 'finishImport'],
        ),
      ),
      signal: abort.signal,
      onProgress: (progress) => tell({ kind: 'progress', progress }),
    });
    tell({ kind: 'ended', result });
  } catch (error) {
    tell({ kind: 'failed', failure: toFailure(error) });
  } finally {
    writer.close();
    owner.close();
  }
}

function storeLost(): AnnalsError {
  return new AnnalsError(
    'STORE_UNAVAILABLE',
    'The part of Annals that writes to the store has stopped.',
    'What was imported before is safe; import the same files again to add the rest.',
  );
}

void main();
