// `npm test`: everything that tells whether the project is sound, closed by one line of counts.
import { inspect } from 'node:util';
import { runMain } from './run-main.ts';
import { runChecks } from './runners/checks.ts';
import { FAILURE, closingLine, sum } from './runners/counts.ts';
import type { Counts } from './runners/counts.ts';
import { runEndToEndTests } from './runners/end-to-end-tests.ts';
import { runUnitTests } from './runners/unit-tests.ts';
import { say } from './say.ts';
import { SetupError } from './setup-error.ts';

/** One runner's counts; one that cannot even start is a failure, and the others still run. */
async function countsOf(runner: () => Promise<Counts>): Promise<Counts> {
  try {
    return await runner();
  } catch (error) {
    say(error instanceof SetupError ? error.message : inspect(error));
    return FAILURE;
  }
}

await runMain(async () => {
  const total = sum([
    await countsOf(runChecks),
    await countsOf(runUnitTests),
    await countsOf(runEndToEndTests),
  ]);
  console.log(closingLine(total));
  return total.failed === 0 ? 0 : 1;
});
