import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type ReportedRun = {
  readonly exitCode: number;
  /** What the runner wrote as JSON; null when it wrote nothing readable. */
  readonly report: unknown;
};

/**
 * Runs a test runner that writes its machine-readable report to the file it is given.
 * @param run starts the runner and answers its exit code
 */
export async function runWithReport(
  run: (reportFile: string) => Promise<number>,
): Promise<ReportedRun> {
  const folder = await mkdtemp(join(tmpdir(), 'annals-report-'));
  try {
    const file = join(folder, 'report.json');
    const exitCode = await run(file);
    const report: unknown = await readFile(file, 'utf8')
      .then(JSON.parse)
      .catch(() => null);
    return { exitCode, report };
  } finally {
    await rm(folder, { recursive: true });
  }
}
