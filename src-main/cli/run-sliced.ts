import { setImmediate } from 'node:timers/promises';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { AsyncSliced, Progress, Sliced } from '../store/store-api.ts';

/** Between two looks whether Ctrl+C was pressed. */
const LOOK_EVERY_MS = 50;

/**
 * Runs sliced work to its end, unless a signal ends it.
 * @throws AnnalsError CANCELLED
 */
export async function runSliced<Value>(
  work: Sliced<Value> | AsyncSliced<Value>,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Value> {
  let lookedAt = performance.now();
  for (;;) {
    const step = await work.next();
    if (step.done) return step.value;
    const now = performance.now();
    if (now - lookedAt < LOOK_EVERY_MS) continue;
    lookedAt = now;
    if (step.value) onProgress(step.value);
    await setImmediate();
    if (!signal.aborted) continue;
    await work.return(undefined as never);
    throw new AnnalsError('CANCELLED', 'This was cancelled; nothing was changed.');
  }
}
