// `npm run test:e2e`: the real application in a real window; arguments go to Playwright.
import { runMain } from './run-main.ts';
import { runPlaywright } from './runners/end-to-end-tests.ts';

await runMain(async () => await runPlaywright(process.argv.slice(2)));
