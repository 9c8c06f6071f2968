import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openWrites } from '../../src-main/store/open-store.ts';
import { PROJECT_ROOT } from '../project.ts';
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
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [
      join(PROJECT_ROOT, 'src-main', 'cli', 'main.ts'),
      'import',
      corpus,
      '--store',
      store,
      '--json',
    ],
    { env: { ...process.env, ANNALS_HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let peakBytes: number | null = null;
  const watch = setInterval(() => {
    peakBytes = child.pid === undefined ? peakBytes : (peakOf(child.pid) ?? peakBytes);
  }, 50);
  const output = await text(child.stdout);
  clearInterval(watch);
  const seconds = (performance.now() - startedAt) / 1000;
  const result = JSON.parse(output) as { readonly read: number };
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

/** Linux keeps the peak of every process; elsewhere it is not measured. */
function peakOf(pid: number): number | null {
  try {
    const match = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match ? Number(match[1]) * 1024 : null;
  } catch {
    return null;
  }
}
