import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PROJECT_ROOT } from '../project.ts';

/** What a run of the real command line came to. */
export interface AnnalsRun {
  /** From process start to exit. */
  readonly seconds: number;
  /** Largest memory of the process, in bytes; null where the system does not tell. */
  readonly peakBytes: number | null;
  /** The JSON document that it printed. */
  readonly answer: unknown;
}

/** Runs the real command line in a process of its own. @param home as ANNALS_HOME */
export async function runAnnals(args: readonly string[], home: string): Promise<AnnalsRun> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [join(PROJECT_ROOT, 'src-main', 'cli', 'main.ts'), ...args, '--json'],
    { env: { ...process.env, ANNALS_HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let peakBytes: number | null = null;
  const watch = setInterval(() => {
    peakBytes = child.pid === undefined ? peakBytes : (peakOf(child.pid) ?? peakBytes);
  }, 50);
  const output = await text(child.stdout);
  clearInterval(watch);
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, peakBytes, answer: JSON.parse(output) };
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
