import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import type { InlineConfig } from 'vite';
import { SECURITY_HEADERS } from '../../../src-main/security/content-policy.ts';

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
    headers: { ...SECURITY_HEADERS },
  },
};

/**
 * The window over the fake, for looking at every state without a main process:
 * `node test/renderer/harness/serve.ts`, then open `/?scenario=hostile` (see scenarios.ts).
 */
await build(config);
const server = await preview(config);
server.printUrls();
