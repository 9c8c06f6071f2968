import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runForeground } from '../../scripts/run-foreground.ts';
import { runQuietly } from '../../scripts/run-quietly.ts';
import { SetupError } from '../../scripts/setup-error.ts';

const node = process.execPath;

describe('runQuietly', () => {
  it('answers what the command wrote to stdout', async () => {
    const program = `console.log('out'); console.error('err')`;
    expect(await runQuietly(node, ['-e', program])).toBe('out\n');
  });

  it('adds to the environment', async () => {
    const program = 'process.stdout.write(process.env.ADDED + typeof process.env.PATH)';
    expect(await runQuietly(node, ['-e', program], { env: { ADDED: 'x' } })).toBe('xstring');
  });

  it('fails with the last lines of what a failing command said', async () => {
    const program = `for (let i = 0; i < 100; i += 1) console.error('line ' + i); process.exit(3)`;
    const error = await runQuietly(node, ['-e', program]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SetupError);
    expect(String(error)).toMatch(/failed with code 3/);
    expect(String(error)).toMatch(/line 99$/);
    expect(String(error)).not.toMatch(/line 79\n/);
  });

  it('fails in words when there is no such command', async () => {
    await expect(runQuietly('surely-not-a-program', [])).rejects.toThrow(
      'surely-not-a-program cannot be started',
    );
  });

  it('ends a command that takes too long', async () => {
    const program = 'setTimeout(() => {}, 60_000)';
    await expect(runQuietly(node, ['-e', program], { timeoutMs: 300 })).rejects.toThrow(
      'was ended by SIGTERM',
    );
  });
});

describe.runIf(process.platform !== 'win32')('runForeground', () => {
  it('answers the exit code', async () => {
    expect(await runForeground({ file: node, args: ['-e', 'process.exit(7)'] })).toBe(7);
  });

  it('answers 128 + n when signal n ended the command', async () => {
    const program = `process.kill(process.pid, 'SIGKILL')`;
    expect(await runForeground({ file: node, args: ['-e', program] })).toBe(137);
  });

  it('fails when there is no such command', async () => {
    await expect(runForeground({ file: 'surely-not-a-program', args: [] })).rejects.toThrow(
      'ENOENT',
    );
  });

  it('passes one signal on, once, to the process that the command reports', async () => {
    // The shell itself would die of the signal; the program it reports counts them.
    const program = `
      let signals = 0;
      process.on('SIGTERM', () => { signals += 1; });
      setTimeout(() => process.exit(signals), 900);`;
    const script = '"$@" & echo $! >&3; wait $!';
    const exitCode = runForeground({
      file: 'sh',
      args: ['-c', script, 'sh', node, '-e', program],
      reportsPid: true,
    });
    await sleep(400);
    process.emit('SIGTERM');
    process.emit('SIGTERM');
    expect(await exitCode).toBe(1);
  });
});
