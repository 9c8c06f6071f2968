import { join } from 'node:path';
import { PROJECT_ROOT } from './project.ts';

/** Command-line tools as files for `node`: the names in node_modules/.bin differ by system. */
export const ELECTRON_VITE = moduleFile('electron-vite', 'bin', 'electron-vite.js');
export const PLAYWRIGHT = moduleFile('@playwright', 'test', 'cli.js');

function moduleFile(...path: readonly string[]): string {
  return join(PROJECT_ROOT, 'node_modules', ...path);
}
