// `npm run check`: what can be known without running the application.
import { runMain } from './run-main.ts';
import { runChecks } from './runners/checks.ts';
import { closingLine } from './runners/counts.ts';

await runMain(async () => {
  const counts = await runChecks();
  console.log(closingLine(counts));
  return counts.failed === 0 ? 0 : 1;
});
