import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Failure } from '#shared/ipc/failure.ts';
import type { StorePlace } from '../../support/temp-store.ts';

/** What store-child.ts can be told to do. */
export type ChildCommand =
  | 'record'
  | 'facts'
  | 'append'
  | 'import'
  | 'flag'
  | 'prune'
  | 'export'
  | 'lock';

/** How a child ended: what it answered or why it could not. */
export type ChildAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: Failure; readonly error: string };

export interface Child {
  readonly process: ChildProcess;
  /** Lines printed so far, parsed. */
  readonly lines: readonly unknown[];
  /** Resolves when it has printed so many lines, or ended. */
  readonly printed: (count: number) => Promise<void>;
  /** Resolves when it has ended, with the last line. */
  readonly ended: Promise<unknown>;
}

const SCRIPT = fileURLToPath(new URL('store-child.ts', import.meta.url));
/** A user without rights; the tests run as root in containers. */
const NOBODY = 65_534;

/** Starts another process that works on a store; it is killed at the latest when the test ends. */
export function startChild(
  command: ChildCommand,
  { path, open }: StorePlace,
  argument = '',
  options: { readonly asNobody?: boolean } = {},
): Child {
  const child = spawn(process.execPath, [SCRIPT, command, path, open.stateFolder, argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(options.asNobody ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  const lines: unknown[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const look of waiting) look();
  };
  let hasEnded = false;
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(JSON.parse(line));
    wake();
  });
  reader.once('close', () => {
    hasEnded = true;
    wake();
  });
  // Its output may end before it is gone: until `exit`, its process number is taken.
  const ended = Promise.all([once(reader, 'close'), once(child, 'exit')]).then(() => lines.at(-1));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const printed = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (lines.length < count && !hasEnded) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { process: child, lines, printed, ended };
}

/** Runs another process to its end and answers what it said last. */
export async function runChild(...args: Parameters<typeof startChild>): Promise<ChildAnswer> {
  return (await startChild(...args).ended) as ChildAnswer;
}

/** True if a child can be run as a user for whom the permissions of files hold. */
export function canDropRights(): boolean {
  return process.getuid?.() === 0;
}
