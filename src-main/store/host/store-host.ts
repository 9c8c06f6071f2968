import type { MessagePort } from 'node:worker_threads';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { OpenOptions } from '../open-store.ts';
import type {
  Progress,
  Remote,
  StoreJobs,
  StoreReads,
  StoreWrites,
  TextProgress,
} from '../store-api.ts';
import { READ_METHODS, WRITE_METHODS } from '../worker/protocol.ts';
import type { StoreRole } from '../worker/protocol.ts';
import type { CreateStoreWorker } from './create-worker.ts';
import { openJobThread } from './job-thread.ts';
import type { JobThread } from './job-thread.ts';
import { Lane } from './lane.ts';
import { remoteMethods, retryWhileBusy } from './remote.ts';
import { TextIndexer } from './text-indexer.ts';

/** An open store, served by a thread that writes and a thread that reads. */
export interface StoreHost {
  readonly reads: Remote<StoreReads>;
  readonly writes: Remote<StoreWrites>;
  /** True if the store could be opened for reading only; writes then fail as STORE_READONLY. */
  readonly isReadOnly: boolean;
  /** Copy that was made before the schema was brought up to date; null if none was needed. */
  readonly backup: string | null;
  /** A read that a signal can cancel. */
  read<Name extends keyof StoreReads>(
    name: Name,
    args: Parameters<StoreReads[Name]>,
    signal: AbortSignal,
  ): ReturnType<Remote<StoreReads>[Name]>;
  /** A write that takes long, with its progress; the signal has it end early, as it says itself. */
  write<Name extends keyof StoreWrites>(
    name: Name,
    args: Parameters<StoreWrites[Name]>,
    watch: Watch,
  ): ReturnType<Remote<StoreWrites>[Name]>;
  /** Runs a job in a thread of its own, which ends with it. */
  job<Name extends keyof StoreJobs>(
    name: Name,
    args: Parameters<StoreJobs[Name]>,
    watch: Watch,
  ): ReturnType<Remote<StoreJobs>[Name]>;
  /** A thread for a job that takes several calls, or several threads. */
  openJobThread(): Promise<JobThread>;
  /** A port on which another thread can call {@link StoreWrites}. */
  connectWriter(): MessagePort;
  /** A port on which another thread can call {@link StoreReads}. */
  connectReader(): MessagePort;
  close(): Promise<void>;
}

/** How long work is watched by those who wait for it. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export interface StoreHostOptions {
  readonly path: string;
  readonly open: OpenOptions;
  readonly createWorker: CreateStoreWorker;
  /** Called when a thread has died too often to go on. */
  readonly onLost?: (error: AnnalsError) => void;
}

/** SQLite waits this long for a lock; the host repeats, so that a thread is never stuck for long. */
const BUSY_TIMEOUT_MS = 250;

/**
 * Opens a store in threads: first the writer, which creates or migrates it, then the reader.
 * @throws AnnalsError as `openWrites` and `openReads`
 */
export async function openStoreHost(options: StoreHostOptions): Promise<StoreHost> {
  const laneOf = (role: StoreRole): Lane =>
    new Lane(
      () =>
        options.createWorker({
          role,
          path: options.path,
          open: { busyTimeoutMs: BUSY_TIMEOUT_MS, ...options.open },
        }),
      options.onLost ?? (() => undefined),
    );
  const writer = laneOf('writer');
  const reader = laneOf('reader');
  const { readOnlyBecause, backup } = await openWriter(writer);
  const isReadOnly = readOnlyBecause !== null;
  try {
    await reader.open();
  } catch (error) {
    if (!isReadOnly) await writer.close();
    throw readOnlyBecause ?? error;
  }
  const indexer = isReadOnly
    ? null
    : new TextIndexer(() => writer.call('indexText', []) as Promise<TextProgress>);
  return {
    reads: remoteMethods<StoreReads>((name, args) => reader.call(name, args), READ_METHODS),
    writes: remoteMethods<StoreWrites>(
      (name, args) =>
        isReadOnly
          ? Promise.reject(readOnlyError(options.path))
          : retryWhileBusy(() => writer.call(name, args)),
      WRITE_METHODS,
    ),
    isReadOnly,
    backup,
    read: (name, args, signal) =>
      reader.call(name, args, signal) as ReturnType<Remote<StoreReads>[typeof name]>,
    write: (name, args, { signal, onProgress }) =>
      (isReadOnly
        ? Promise.reject(readOnlyError(options.path))
        : retryWhileBusy(() => writer.call(name, args, signal, onProgress))) as ReturnType<
        Remote<StoreWrites>[typeof name]
      >,
    job: (name, args, watch) =>
      runJob(laneOf('job'), name, args, watch) as ReturnType<Remote<StoreJobs>[typeof name]>,
    openJobThread: () => openJobThread(options),
    connectWriter: () => {
      if (isReadOnly) throw readOnlyError(options.path);
      return writer.connect();
    },
    connectReader: () => reader.connect(),
    close: async () => {
      await indexer?.stop();
      await reader.close();
      if (!isReadOnly) await writer.close();
    },
  };
}

/** Runs a job in its thread, which ends with it. */
async function runJob(
  lane: Lane,
  name: string,
  args: readonly unknown[],
  { signal, onProgress }: Watch,
): Promise<unknown> {
  try {
    await lane.open();
    return await lane.call(name, args, signal, onProgress);
  } finally {
    await lane.close();
  }
}

/** A store that cannot be written to can still be read. */
async function openWriter(
  writer: Lane,
): Promise<{ readonly readOnlyBecause: AnnalsError | null; readonly backup: string | null }> {
  try {
    const { backup } = await retryWhileBusy(() => writer.open());
    return { readOnlyBecause: null, backup };
  } catch (error) {
    if (error instanceof AnnalsError && error.code === 'STORE_READONLY') {
      return { readOnlyBecause: error, backup: null };
    }
    throw error;
  }
}

function readOnlyError(path: string): AnnalsError {
  return new AnnalsError(
    'STORE_READONLY',
    `The store ${path} is open for reading only.`,
    'Check the permissions of the file and of its folder, then open it again.',
  );
}
