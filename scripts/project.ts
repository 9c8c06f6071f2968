import { join } from 'node:path';

/** The folder of package.json: every script works from here, wherever it was called from. */
export const PROJECT_ROOT = join(import.meta.dirname, '..');
