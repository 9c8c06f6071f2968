import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openWrites } from '../../src-main/store/open-store.ts';
import { runAnnals } from './annals-process.ts';
import { timeOf } from './measure.ts';

export interface ImportMeasurement {
  /** When it was measured, as YYYY-MM-DD. */
  readonly day: string;
  readonly events: number;
  readonly seconds: number;
  readonly sourceBytes: number;
  readonly storeBytes: number;
  /** What the index of text needed afterwards; the window works on it in the background. */
  readonly textIndexSeconds: number;
  /** Largest memory of the process, in bytes; null where the system does not tell. */
  readonly peakBytes: number | null;
}

/** Imports a file with the real command line, process start included, and indexes its text. */
export async function measureImport(
  corpus: string,
  store: string,
  home: string,
): Promise<ImportMeasurement> {
  const { seconds, peakBytes, answer } = await runAnnals(
    ['import', corpus, '--store', store],
    home,
  );
  const result = answer as { readonly read: number };
  const textIndexSeconds = (await timeOf(() => indexAllText(store, join(home, 'state')))) / 1000;
  return {
    day: new Date().toISOString().slice(0, 10),
    events: result.read,
    seconds,
    textIndexSeconds,
    sourceBytes: statSync(corpus).size,
    storeBytes: statSync(store).size,
    peakBytes,
  };
}

function indexAllText(store: string, stateFolder: string): void {
  const { writes, close } = openWrites(store, { stateFolder });
  try {
    for (let isDone = false; !isDone;) {
      const { upTo, headSeq } = writes.indexText();
      isDone = upTo >= headSeq;
    }
  } finally {
    close();
  }
}
