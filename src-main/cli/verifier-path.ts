import { fileURLToPath } from 'node:url';

/** The verifier that is put into bundles, and that verifies them. */
export const VERIFIER = fileURLToPath(new URL('../bundle/verify.mjs', import.meta.url));
