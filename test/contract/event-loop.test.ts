import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ASKED, LIMIT_MS, latenessOf } from './support/lateness.ts';
import type { Round } from './support/lateness.ts';

const SCRIPT = fileURLToPath(new URL('support/event-loop-child.ts', import.meta.url));
const TIMEOUT_MS = 120_000;

/** Measures in a process of its own, because this one runs other things. */
async function roundsOf(mode: 'threads' | 'held-up', most: number): Promise<readonly Round[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, mode, `${most}`]);
  return JSON.parse(stdout) as readonly Round[];
}

describe('the event loop of the main process', () => {
  it(
    'is late by less than 20 ms while ten expensive questions run and are cancelled',
    async () => {
      const rounds = await roundsOf('threads', 12);
      expect(latenessOf(rounds)).toBeLessThan(LIMIT_MS);
      for (const { cancelled, answered } of rounds) {
        expect(cancelled + answered).toBe(ASKED);
        expect(cancelled).toBeGreaterThan(ASKED / 2);
      }
    },
    TIMEOUT_MS,
  );

  it(
    'is found late if something holds it up: the measurement can tell',
    async () => {
      expect(latenessOf(await roundsOf('held-up', 2))).toBeGreaterThanOrEqual(LIMIT_MS);
    },
    TIMEOUT_MS,
  );
});
