import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { AnnalsError, toFailure } from '#shared/ipc/failure.ts';
import type { Failure } from '#shared/ipc/failure.ts';
import type { ImportOptions } from '#shared/model/import-options.ts';
import type { ImportPreview } from '#shared/model/import-preview.ts';
import type { ImportProgress, ImportResult } from '#shared/model/import.ts';
import type { MappingSpec } from '#shared/model/mapping-spec.ts';
import { MappingSet } from '../import/mappings/mapping-set.ts';
import { importFiles } from '../import/run/import-files.ts';
import { storeSink } from '../import/run/import-sink.ts';
import type { ReadRequest } from '../import/run/open-files.ts';
import { previewFiles } from '../import/run/preview-files.ts';
import type { ImportSource } from '../import/sources/sources.ts';
import { RemoteCalls, remoteMethods, retryWhileBusy } from '../store/host/remote.ts';
import type { Operator, StoreReads, StoreWrites } from '../store/store-api.ts';

/** The import thread: reads and maps files here, and talks to the store's threads itself. */

/** What is to be read, and how. */
export interface ImportWork {
  readonly sources: readonly ImportSource[];
  readonly options: ImportOptions;
  /** The operator's own mappings. */
  readonly saved: readonly MappingSpec[];
  /** The SQLite addon to load instead of the one that comes with better-sqlite3. */
  readonly nativeBinding: string | undefined;
}

export type ImportTask =
  | {
      readonly kind: 'import';
      readonly title: string;
      readonly operator: Operator;
      /** Port of the writer thread. */
      readonly store: MessagePort;
    }
  | {
      readonly kind: 'preview';
      /** Looks at so many records only; null for all. */
      readonly limit: number | null;
      /** Port of the reader thread; null if there is no store yet. */
      readonly store: MessagePort | null;
    };

export interface ImportWorkerData {
  readonly work: ImportWork;
  readonly task: ImportTask;
}

export type ImportMessage =
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'ended'; readonly result: ImportResult | ImportPreview }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The only thing the thread can be told. */
export type ImportControl = 'cancel';

async function main(): Promise<void> {
  const owner = parentPort;
  if (!owner) throw new Error('this is the entry of a worker thread');
  const { work, task } = workerData as ImportWorkerData;
  const tell = (message: ImportMessage): void => owner.postMessage(message);
  const abort = new AbortController();
  owner.on('message', (_message: ImportControl) => abort.abort());
  const request = {
    ...work,
    mappings: new MappingSet(work.saved),
    signal: abort.signal,
    onProgress: (progress: ImportProgress) => tell({ kind: 'progress', progress }),
  };
  try {
    tell({ kind: 'ended', result: await run(request, task) });
  } catch (error) {
    tell({ kind: 'failed', failure: toFailure(error) });
  } finally {
    task.store?.close();
    owner.close();
  }
}

async function run(request: ReadRequest, task: ImportTask): Promise<ImportResult | ImportPreview> {
  if (task.kind === 'preview') {
    const { store, limit } = task;
    if (!store) return previewFiles({ ...request, limit, known: () => Promise.resolve([]) });
    const { knownIds } = methodsOf<Pick<StoreReads, 'knownIds'>>(store, ['knownIds']);
    const known = (ids: readonly string[]): Promise<readonly string[]> =>
      unlessCancelled(knownIds(ids), request.signal);
    return previewFiles({ ...request, limit, known });
  }
  const { title, operator, store } = task;
  const sink = storeSink(
    methodsOf<Pick<StoreWrites, 'beginImport' | 'appendImport' | 'finishImport'>>(store, [
      'beginImport',
      'appendImport',
      'finishImport',
    ]),
  );
  return importFiles({ ...request, title, operator, sink });
}

/** A reader that is busy with something long must not hold up a preview that nobody wants. */
function unlessCancelled<Value>(
  answer: Promise<Value>,
  signal: AbortSignal = new AbortController().signal,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(new AnnalsError('CANCELLED', 'The preview was cancelled.'));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    void answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}

function methodsOf<Methods>(
  port: MessagePort,
  names: readonly (keyof Methods & string)[],
): ReturnType<typeof remoteMethods<Methods>> {
  const calls = new RemoteCalls(port);
  port.on('close', () => calls.failAll(storeLost()));
  return remoteMethods<Methods>(
    (method, args) => retryWhileBusy(() => calls.call(method, args)),
    names,
  );
}

function storeLost(): AnnalsError {
  return new AnnalsError(
    'STORE_UNAVAILABLE',
    'The part of Annals that works with the store has stopped.',
    'What was imported before is safe; import the same files again to add the rest.',
  );
}

void main();
