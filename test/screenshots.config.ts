import { defineConfig } from '@playwright/test';

/** Pictures of the real app; `npm run screenshots` finds an Electron and builds the app. */
export default defineConfig({
  testDir: './screenshots',
  testMatch: '**/*.shots.ts',
  outputDir: '../test-results',
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
});
