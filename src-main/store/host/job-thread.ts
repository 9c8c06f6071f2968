import type { OpenOptions } from '../open-store.ts';
import type { Remote, StoreJobs } from '../store-api.ts';
import type { CreateStoreWorker } from './create-worker.ts';
import { Lane } from './lane.ts';

/** A thread of its own with an open store, for all calls of one job. */
export interface JobThread {
  call<Name extends keyof StoreJobs>(
    name: Name,
    args: Parameters<StoreJobs[Name]>,
    signal: AbortSignal,
  ): ReturnType<Remote<StoreJobs>[Name]>;
  /** Ends the thread, and whatever it still does. */
  close(): Promise<void>;
}

/** The store that a thread is to open, and how threads are started. */
export interface JobThreadOptions {
  readonly path: string;
  readonly open: OpenOptions;
  readonly createWorker: CreateStoreWorker;
}

/** @throws AnnalsError as `openJobs` */
export async function openJobThread({
  path,
  open,
  createWorker,
}: JobThreadOptions): Promise<JobThread> {
  const lane = new Lane(
    () => createWorker({ role: 'job', path, open }),
    () => undefined,
  );
  await lane.open();
  return {
    call: (name, args, signal) =>
      lane.call(name, args, signal) as ReturnType<Remote<StoreJobs>[typeof name]>,
    close: () => lane.close(),
  };
}
