import { cpus } from 'node:os';
import { runAnnals } from '../annals-process.ts';
import type { PreparedStore } from '../prepared-store.ts';
import { onCopy } from './store-copy.ts';

export interface VerifyMeasurement {
  readonly events: number;
  /** `annals verify`, from process start to exit. */
  readonly seconds: number;
  readonly cores: number;
  readonly verdict: string;
}

/** Verifies a store with everything that belongs to it, on all cores. */
export function measureVerify(store: PreparedStore): Promise<VerifyMeasurement> {
  return onCopy(store, async ({ home, path }) => {
    const { seconds, answer } = await runAnnals(['verify', '--store', path], home);
    const { events, verdict } = answer as { readonly events: number; readonly verdict: string };
    return { events, seconds, cores: cpus().length, verdict };
  });
}
