import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../project.ts';
import { runQuietly } from '../run-quietly.ts';
import { SetupError } from '../setup-error.ts';
import { exists } from './cache.ts';

/** The `electron` package that package.json declares; it comes without its binary. */
const PACKAGE_FOLDER = join(PROJECT_ROOT, 'node_modules', 'electron');

/** Ends a download that hangs. One that cannot begin fails by itself, within seconds. */
const DOWNLOAD_LIMIT_MS = 15 * 60 * 1000;

/** An Electron that is on this machine. */
export type FoundElectron = { readonly executablePath: string; readonly version: string };

/** The version that package.json declares. */
export async function declaredVersion(): Promise<string> {
  const text = await readFile(join(PACKAGE_FOLDER, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** The Electron in a folder laid out as its releases are, or undefined when it is not complete. */
export async function electronIn(folder: string): Promise<FoundElectron | undefined> {
  const executablePath = join(folder, platformPath());
  const version = await readFile(join(folder, 'version'), 'utf8').catch(() => undefined);
  if (version === undefined || !(await exists(executablePath))) return undefined;
  return { executablePath, version: version.trim().replace(/^v/, '') };
}

/** The binary of the `electron` package, if it has been downloaded whole. */
export async function installedElectron(): Promise<FoundElectron | undefined> {
  // Written last by the package's installer: without it an interrupted download may be there.
  if (!(await exists(join(PACKAGE_FOLDER, 'path.txt')))) return undefined;
  const found = await electronIn(join(PACKAGE_FOLDER, 'dist'));
  return found?.version === (await declaredVersion()) ? found : undefined;
}

/**
 * Downloads the binary of the `electron` package with the package's own installer.
 * @throws SetupError when it cannot be downloaded
 */
export async function downloadElectron(): Promise<FoundElectron> {
  await runQuietly(process.execPath, [join(PACKAGE_FOLDER, 'install.js')], {
    env: { ELECTRON_GET_NO_PROGRESS: '1' },
    timeoutMs: DOWNLOAD_LIMIT_MS,
  });
  const found = await installedElectron();
  if (!found) throw new SetupError('Electron was downloaded, but is not whole.');
  return found;
}

function platformPath(): string {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}
