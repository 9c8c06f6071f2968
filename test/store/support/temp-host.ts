import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { expect, onTestFinished } from 'vitest';
import type { AnnalsError } from '#shared/ipc/failure.ts';
import { createWorkerFromSource } from '../../../src-main/store/host/create-worker.ts';
import type { CreateStoreWorker } from '../../../src-main/store/host/create-worker.ts';
import { openStoreHost } from '../../../src-main/store/host/store-host.ts';
import type { StoreHost } from '../../../src-main/store/host/store-host.ts';
import type { StoreRole } from '../../../src-main/store/worker/protocol.ts';
import { storePlace } from '../../support/temp-store.ts';
import type { StorePlace } from '../../support/temp-store.ts';

/** The threads that a host has started, and what it said of them. */
export interface Threads {
  readonly started: readonly { readonly role: StoreRole; readonly worker: Worker }[];
  readonly lost: readonly AnnalsError[];
  /** The newest thread of a role. */
  readonly last: (role: StoreRole) => Worker;
  /** Kills the newest thread of a role and waits until it is gone. */
  readonly kill: (role: StoreRole) => Promise<void>;
  /** Resolves when none of the threads is running. */
  readonly allEnded: () => Promise<void>;
}

/** Opens a host whose threads the test can get at; closed when the test ends. */
export async function tempHost(
  place: StorePlace = storePlace(),
  create: CreateStoreWorker = createWorkerFromSource,
): Promise<{ readonly host: StoreHost; readonly threads: Threads; readonly place: StorePlace }> {
  const { threads, open } = watchedHost(place, create);
  const host = await open();
  onTestFinished(() => host.close());
  return { host, threads, place };
}

/** A host that is opened later, for tests of what opening does. */
export function watchedHost(
  place: StorePlace,
  create: CreateStoreWorker = createWorkerFromSource,
): { readonly threads: Threads; readonly open: () => Promise<StoreHost> } {
  const started: { role: StoreRole; worker: Worker }[] = [];
  const lost: AnnalsError[] = [];
  const last = (role: StoreRole): Worker => {
    const found = started.findLast((thread) => thread.role === role);
    if (!found) throw new Error(`no ${role} was started`);
    return found.worker;
  };
  const threads: Threads = {
    started,
    lost,
    last,
    kill: async (role) => {
      await last(role).terminate();
    },
    allEnded: async () => {
      for (const { worker } of started) if (isRunning(worker)) await once(worker, 'exit');
      expect(started.filter(({ worker }) => isRunning(worker))).toEqual([]);
    },
  };
  const open = (): Promise<StoreHost> =>
    openStoreHost({
      path: place.path,
      open: place.open,
      createWorker: (data) => {
        const worker = create(data);
        started.push({ role: data.role, worker });
        return worker;
      },
      onLost: (error) => lost.push(error),
    });
  return { threads, open };
}

function isRunning(worker: Worker): boolean {
  return worker.threadId !== -1;
}
