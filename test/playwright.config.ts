import { defineConfig } from '@playwright/test';

/** Tests on the real app in a real Electron; `npm run test:e2e` finds one and builds the app. */
export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  // One window at a time: two would take the focus and the cores from each other.
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
});
