// `npm run screenshots`: takes the pictures in docs/screenshots anew; arguments go to Playwright.
import { runMain } from './run-main.ts';
import { runPlaywright } from './runners/end-to-end-tests.ts';

const CONFIG = 'test/screenshots.config.ts';

await runMain(async () => await runPlaywright(process.argv.slice(2), {}, CONFIG));
