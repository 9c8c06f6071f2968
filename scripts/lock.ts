import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { say } from './say.ts';
import { SetupError } from './setup-error.ts';

/** A wait shorter than this is not worth a line. */
const SILENT_WAIT_MS = 1000;

/**
 * Runs `work` while holding the lock `file`, so that two starts at once do not do the same work
 * twice. The kernel holds it, through `flock`: it is free again the moment this process is gone,
 * killed or not, so there are no stale locks. Elsewhere than on Linux `work` just runs.
 * @param waiting the line to say when another process holds the lock
 */
export async function withLock<T>(
  file: string,
  waiting: string,
  work: () => Promise<T>,
): Promise<T> {
  if (process.platform !== 'linux') return await work();
  const release = await acquire(file, waiting);
  try {
    return await work();
  } finally {
    await release();
  }
}

async function acquire(file: string, waiting: string): Promise<() => Promise<void>> {
  await mkdir(dirname(file), { recursive: true });
  // `cat` lives as long as the pipe to it is open, which is as long as this process lives.
  const holder = spawn('flock', ['--exclusive', file, 'sh', '-c', 'echo locked; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const notice = setTimeout(say, SILENT_WAIT_MS, waiting);
  const ended = once(holder, 'close');
  try {
    const locked = once(holder.stdout, 'data').then(() => true);
    if (!(await Promise.race([locked, ended.then(() => false)]))) {
      throw new SetupError(`${file} cannot be locked.`);
    }
  } finally {
    clearTimeout(notice);
  }
  return async () => {
    holder.stdin.end();
    await ended;
  };
}
