import type { Verification } from '#shared/model/verification.ts';
import type { Progress } from '../store/store-api.ts';
import { createWorkerFromSource } from '../store/host/create-worker.ts';
import { openJobThread } from '../store/host/job-thread.ts';
import { verifyStore } from '../store/host/verify.ts';
import { openOptions } from './options/common-options.ts';

/**
 * Verifies a store in threads of this program, without touching it.
 * @throws AnnalsError as `verifyStore`
 */
export function verifyHere(
  path: string,
  seals: readonly string[],
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Verification> {
  const open = openOptions();
  return verifyStore({
    openThread: () => openJobThread({ path, open, createWorker: createWorkerFromSource }),
    stateFolder: open.stateFolder,
    seals,
    watch: { signal, onProgress },
  });
}
