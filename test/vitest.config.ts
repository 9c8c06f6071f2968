import { defineConfig } from 'vitest/config';

/** Everything that runs without Electron. Real files, real threads, no mocked database. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Some kill a process fifty times; on a busy machine that takes a while.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
