import { z } from 'zod';
import { runForeground } from '../run-foreground.ts';
import { say } from '../say.ts';
import { FAILURE, settled } from './counts.ts';
import type { Counts } from './counts.ts';
import { runWithReport } from './report-file.ts';

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/** Runs everything that needs no Electron. */
export async function runUnitTests(): Promise<Counts> {
  say('\n── unit tests');
  const { exitCode, report } = await runWithReport(
    async (file) =>
      await runForeground({
        file: process.execPath,
        args: ['--run', 'test:unit', '--', ...reporters(file)],
      }),
  );
  return settled(countsFromVitest(report), exitCode);
}

/**
 * The counts in Vitest's JSON report. A file that could not be loaded has no tests in it and is one
 * failure; a report that cannot be read is one, too.
 */
export function countsFromVitest(report: unknown): Counts {
  const { data } = Report.safeParse(report);
  if (data === undefined) return FAILURE;
  const unloaded = data.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: data.numPassedTests,
    failed: data.numFailedTests + unloaded.length,
    skipped: data.numPendingTests + data.numTodoTests,
  };
}

function reporters(file: string): readonly string[] {
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
}
