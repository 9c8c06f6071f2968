import { z } from 'zod';
import { buildIfStale } from '../build-if-stale.ts';
import { onDisplay } from '../electron/display.ts';
import { resolveElectron } from '../electron/resolve.ts';
import { runForeground } from '../run-foreground.ts';
import { say } from '../say.ts';
import { PLAYWRIGHT } from '../tools.ts';
import { FAILURE, settled } from './counts.ts';
import type { Counts } from './counts.ts';
import { runWithReport } from './report-file.ts';

const Report = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

/** Runs the tests that drive the real application. */
export async function runEndToEndTests(): Promise<Counts> {
  say('\n── end-to-end tests');
  const { exitCode, report } = await runWithReport(
    async (file) =>
      await runPlaywright(['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
  );
  return settled(countsFromPlaywright(report), exitCode);
}

/**
 * Runs Playwright with the Electron of this machine, on a display, over a fresh build. The tests
 * read how to start it from `ANNALS_E2E_ELECTRON`, a path, and `ANNALS_E2E_ARGS`, a JSON array.
 * @returns Playwright's exit code
 */
export async function runPlaywright(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  config = 'test/playwright.config.ts',
): Promise<number> {
  const [electron] = await Promise.all([resolveElectron(), buildIfStale()]);
  const command = await onDisplay({
    file: process.execPath,
    args: [PLAYWRIGHT, 'test', '--config', config, ...args],
    env: {
      ...electron.env,
      ...env,
      ANNALS_E2E_ELECTRON: electron.executablePath,
      ANNALS_E2E_ARGS: JSON.stringify(electron.args),
    },
  });
  return await runForeground(command);
}

/** The counts in Playwright's JSON report; a test that passed when repeated has passed. */
export function countsFromPlaywright(report: unknown): Counts {
  const { data } = Report.safeParse(report);
  if (data === undefined) return FAILURE;
  const { expected, unexpected, flaky, skipped } = data.stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}
