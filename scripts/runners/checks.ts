import { runForeground } from '../run-foreground.ts';
import { say } from '../say.ts';
import { sum } from './counts.ts';
import type { Counts } from './counts.ts';

/** In the order in which a person mends them, each by the name of its script in package.json. */
const CHECKS = ['format:check', 'lint', 'typecheck', 'dead-code'] as const;

/** Runs every check, whatever the others found, and counts each as one. */
export async function runChecks(): Promise<Counts> {
  const results: Counts[] = [];
  for (const check of CHECKS) {
    say(`\n── ${check}`);
    // One after the other: each of them already uses every core.
    const exitCode = await runForeground({ file: process.execPath, args: ['--run', check] });
    const isPassed = exitCode === 0;
    say(`${check}: ${isPassed ? 'passed' : 'failed'}`);
    results.push({ passed: Number(isPassed), failed: Number(!isPassed), skipped: 0 });
  }
  return sum(results);
}
