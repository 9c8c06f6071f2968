import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import type { InlineConfig } from 'vite';

/** What the real window is served with, so that a violation shows here first. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const config: InlineConfig = {
  configFile: false,
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: 'chrome130',
    outDir: '../../../node_modules/.cache/renderer-harness',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  preview: {
    port: 4173,
    strictPort: true,
    headers: { 'Content-Security-Policy': POLICY },
  },
};

/**
 * The window over the fake, for looking at every state without a main process:
 * `node test/renderer/harness/serve.ts`, then open `/?scenario=hostile` (see scenarios.ts).
 */
await build(config);
const server = await preview(config);
server.printUrls();
