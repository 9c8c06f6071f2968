import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openReads } from '../../src-main/store/open-store.ts';
import { runAnnals } from './annals-process.ts';
import { waitForFirstRows } from './first-rows.ts';

export interface ImportMeasurement {
  /** When it was measured, as YYYY-MM-DD. */
  readonly day: string;
  readonly events: number;
  readonly seconds: number;
  readonly sourceBytes: number;
  readonly storeBytes: number;
  /** What was left of the index of text; the window works on it in the background. */
  readonly textIndexSeconds: number;
  /** Largest memory of the process, in bytes; null where the system does not tell. */
  readonly peakBytes: number | null;
  /** From process start until the first events could be read; null if nobody saw them. */
  readonly firstRowsMs: number | null;
}

/**
 * Imports a file with the real command line. The command ends with the index of text; the import
 * itself is over when its batch is, and both are told apart by that.
 */
export async function measureImport(
  corpus: string,
  store: string,
  home: string,
): Promise<ImportMeasurement> {
  const startedAt = Date.now();
  const waiting = new AbortController();
  const [{ seconds, peakBytes, answer }, firstRowsMs] = await Promise.all([
    runAnnals(['import', corpus, '--store', store], home).finally(() => waiting.abort()),
    waitForFirstRows(store, waiting.signal),
  ]);
  const result = answer as { readonly read: number };
  const importSeconds = (endOfImport(store, join(home, 'state')) - startedAt) / 1000;
  return {
    day: new Date().toISOString().slice(0, 10),
    events: result.read,
    seconds: importSeconds,
    textIndexSeconds: Math.max(0, seconds - importSeconds),
    sourceBytes: statSync(corpus).size,
    storeBytes: statSync(store).size,
    peakBytes,
    firstRowsMs,
  };
}

/** When the only batch of a store was closed, ms UTC. */
function endOfImport(store: string, stateFolder: string): number {
  const { reads, close } = openReads(store, { stateFolder });
  try {
    const endedAt = reads.batches({ limit: 1, offset: 0 }).items[0]?.endedAt ?? null;
    if (endedAt === null) throw new Error('the import did not close its batch');
    return endedAt;
  } finally {
    close();
  }
}
