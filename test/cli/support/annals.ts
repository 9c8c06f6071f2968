import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

const MAIN = new URL('../../../src-main/cli/main.ts', import.meta.url).pathname;

/** What a run of the command line left behind. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Standard input. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
}

/** Starts the real command line, at home in a folder. */
export function startAnnals(
  home: string,
  args: readonly string[],
  options: RunOptions = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [MAIN, ...args], {
    cwd: home,
    env: {
      PATH: process.env['PATH'],
      ANNALS_HOME: join(home, '.annals'),
      TZ: 'UTC',
      ...options.env,
    },
    ...(options.uid === undefined ? {} : { uid: options.uid }),
  });
}

/** Runs the real command line to its end. */
export async function annals(
  home: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Run> {
  const child = startAnnals(home, args, options);
  // A program that does not read its input closes it, which is none of our business.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  return ended(child);
}

/** What a run has printed when it ends. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Run> {
  const [stdout, stderr, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { code, stdout, stderr };
}

/** The one JSON document that a run printed. */
export function jsonOf(run: Run): unknown {
  if (run.stderr !== '') throw new Error(run.stderr);
  return JSON.parse(run.stdout) as unknown;
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
