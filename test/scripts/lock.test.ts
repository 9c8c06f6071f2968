import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../scripts/lock.ts';

const LOCK_MODULE = new URL('../../scripts/lock.ts', import.meta.url).href;

describe.runIf(process.platform === 'linux')('withLock', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'annals-lock-'));
    file = join(folder, 'deep', 'some.lock');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('answers what the work answers', async () => {
    expect(await withLock(file, 'waiting', async () => 42)).toBe(42);
  });

  it('lets one work at a time', async () => {
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await sleep(20);
      running -= 1;
    };
    await Promise.all([1, 2, 3].map(async () => await withLock(file, 'waiting', work)));
    expect(most).toBe(1);
  });

  it('is free again after work that failed', async () => {
    const failing = withLock(file, 'waiting', async () => {
      throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(await withLock(file, 'waiting', async () => 'free')).toBe('free');
  });

  it('is free again when its holder is killed', async () => {
    const program = `
      const { withLock } = await import(${JSON.stringify(LOCK_MODULE)});
      await withLock(${JSON.stringify(file)}, 'waiting', async () => {
        console.log('holding');
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      });`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', program]);
    await once(holder.stdout, 'data');
    holder.kill('SIGKILL');
    expect(await withLock(file, 'waiting', async () => 'free')).toBe('free');
  });
});
