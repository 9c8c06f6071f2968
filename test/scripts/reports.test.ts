import { describe, expect, it } from 'vitest';
import { countsFromPlaywright } from '../../scripts/runners/end-to-end-tests.ts';
import { runWithReport } from '../../scripts/runners/report-file.ts';
import { countsFromVitest } from '../../scripts/runners/unit-tests.ts';
import { writeFile } from 'node:fs/promises';

const vitestReport = {
  numPassedTests: 7,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }],
};

describe('countsFromVitest', () => {
  it('reads the counts, with todo tests among the skipped', () => {
    expect(countsFromVitest(vitestReport)).toEqual({ passed: 7, failed: 1, skipped: 3 });
  });

  it('counts a file that could not be loaded as one failure', () => {
    const unloaded = { status: 'failed', assertionResults: [] };
    const testResults = [...vitestReport.testResults, unloaded];
    expect(countsFromVitest({ ...vitestReport, testResults }).failed).toBe(2);
  });

  it('counts a report of another shape as one failure', () => {
    expect(countsFromVitest({ tests: 3 })).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('countsFromPlaywright', () => {
  it('reads the counts, with a test that passed when repeated among the passed', () => {
    const stats = { expected: 5, unexpected: 2, flaky: 1, skipped: 3 };
    expect(countsFromPlaywright({ stats })).toEqual({ passed: 6, failed: 2, skipped: 3 });
  });

  it('counts a missing report as one failure', () => {
    expect(countsFromPlaywright(null)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('runWithReport', () => {
  it('answers the exit code and what the runner wrote', async () => {
    const run = async (file: string): Promise<number> => {
      await writeFile(file, '{"tests":1}');
      return 3;
    };
    expect(await runWithReport(run)).toEqual({ exitCode: 3, report: { tests: 1 } });
  });

  it('answers no report when the runner wrote none', async () => {
    expect(await runWithReport(async () => 1)).toEqual({ exitCode: 1, report: null });
  });

  it('answers no report when the runner was cut off while writing', async () => {
    const run = async (file: string): Promise<number> => {
      await writeFile(file, '{"tests":');
      return 137;
    };
    expect(await runWithReport(run)).toEqual({ exitCode: 137, report: null });
  });
});
