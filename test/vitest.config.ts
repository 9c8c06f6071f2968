import { defineConfig } from 'vitest/config';

/** Everything that runs without Electron. Real files, real threads, no mocked database. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
