/** How many tests passed, failed and were skipped. */
export type Counts = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
};

/** What a runner counts for that failed as a whole. */
export const FAILURE: Counts = { passed: 0, failed: 1, skipped: 0 };

/** The counts of several runners together. */
export function sum(all: readonly Counts[]): Counts {
  return {
    passed: total(all.map((counts) => counts.passed)),
    failed: total(all.map((counts) => counts.failed)),
    skipped: total(all.map((counts) => counts.skipped)),
  };
}

/**
 * A runner's counts made to agree with its exit code: one that failed without a failed test, or
 * that ran no test at all, counts as one failure.
 */
export function settled(counts: Counts, exitCode: number): Counts {
  const ranNothing = counts.passed + counts.failed === 0;
  const failedAsAWhole = exitCode !== 0 && counts.failed === 0;
  return ranNothing || failedAsAWhole ? sum([counts, FAILURE]) : counts;
}

/** The plain line that closes a test run, and that a CI system reads. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0);
}
