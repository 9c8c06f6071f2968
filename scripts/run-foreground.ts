import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { PROJECT_ROOT } from './project.ts';

export type Command = {
  readonly file: string;
  readonly args: readonly string[];
  /** Added to this process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** It writes the id of the process that signals are for as a line to file descriptor 3. */
  readonly reportsPid?: boolean;
};

const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * One Ctrl+C reaches this process several times: from the terminal, and from npm. Electron takes the
 * first as the wish to close and the second as the order to die, so repeats are not passed on.
 */
const SIGNAL_REPEAT_MS = 1000;

/**
 * Runs a command on this terminal, passes signals on to it and answers its exit code, which is
 * 128 + n when signal n ended it, as shells count.
 */
export async function runForeground(command: Command): Promise<number> {
  const child = spawn(command.file, command.args, {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...command.env },
    stdio: ['inherit', 'inherit', 'inherit', command.reportsPid === true ? 'pipe' : 'ignore'],
    // In a process group of its own, where the terminal's Ctrl+C reaches it only through us.
    detached: process.platform !== 'win32',
  });
  const stopForwarding = forwardSignals(child);
  try {
    return await exitCode(child);
  } finally {
    stopForwarding();
  }
}

function forwardSignals(child: ChildProcess): () => void {
  let target = child.pid;
  child.stdio[3]?.once('data', (line: Buffer) => {
    target = Number(line.toString());
    // Xvfb keeps its end open as long as it runs.
    (child.stdio[3] as Readable).destroy();
  });
  let lastAt = Number.NEGATIVE_INFINITY;
  const forward = (signal: NodeJS.Signals): void => {
    const isRepeat = performance.now() - lastAt < SIGNAL_REPEAT_MS;
    if (isRepeat || target === undefined) return;
    lastAt = performance.now();
    try {
      process.kill(target, signal);
    } catch {
      // It has just ended by itself, and its exit code is on its way.
    }
  };
  for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
  return () => {
    for (const signal of FORWARDED_SIGNALS) process.off(signal, forward);
  };
}

async function exitCode(child: ChildProcess): Promise<number> {
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(signal === null ? (code ?? 0) : 128 + constants.signals[signal]);
    });
  });
}
