import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PROJECT_ROOT } from '../project.ts';

export interface ImportMeasurement {
  readonly events: number;
  readonly seconds: number;
  readonly sourceBytes: number;
  readonly storeBytes: number;
  /** Largest memory of the process, in bytes; null where the system does not tell. */
  readonly peakBytes: number | null;
}

/** Imports a file with the real command line, process start included. */
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
  return {
    events: result.read,
    seconds,
    sourceBytes: statSync(corpus).size,
    storeBytes: statSync(store).size,
    peakBytes,
  };
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
