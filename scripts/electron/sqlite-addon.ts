import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PROJECT_ROOT } from '../project.ts';
import { runQuietly } from '../run-quietly.ts';
import { sayWhenDone } from '../say.ts';
import { cacheFolder, ensureCached, exists } from './cache.ts';
import { ensureSystem, programs } from './system-packages.ts';

/** Raised whenever the steps below change what they make, so that nobody keeps an older result. */
const RECIPE = 1;

/**
 * The prebuilt addon asks for Node-API 10, Electron 33 has 9. Compiled as an experimental module it
 * asks for 9 and may still use what 10 made stable: references to strings.
 */
const CXXFLAGS =
  '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT -Wno-implicit-fallthrough';

/**
 * Makes sure that better-sqlite3 compiled for the registry runtime is in the cache.
 * @returns the path of the addon, for better-sqlite3's `nativeBinding`
 * @throws SetupError when there is no compiler or the compilation fails
 */
export async function ensureSqliteAddon(): Promise<string> {
  const source = join(PROJECT_ROOT, 'node_modules', 'better-sqlite3');
  const version = await versionOf(source);
  const folder = join(cacheFolder(), `better-sqlite3-${version}-napi9-r${RECIPE}`);
  await ensureCached(folder, async (scratch) => {
    await ensureSystem(
      programs(
        'the compiler that builds the SQLite addon',
        ['g++', 'make', 'python3'],
        ['g++', 'make', 'python3'],
      ),
    );
    const done = `Compiled the SQLite addon (better-sqlite3 ${version})`;
    return await sayWhenDone(done, async () => await compile(source, scratch));
  });
  return join(folder, 'better_sqlite3.node');
}

async function compile(source: string, scratch: string): Promise<string> {
  const work = join(scratch, 'package');
  await cp(source, work, { recursive: true });
  // Without a prebuilt addon beside it, the package's own check finds none and builds.
  await rm(join(work, 'prebuilds'), { recursive: true });
  const headers = dirname(createRequire(join(source, 'package.json')).resolve('node-addon-api'));
  await cp(headers, join(work, 'node_modules', 'node-addon-api'), { recursive: true });
  // Through `npm run`, because that puts npm's own node-gyp on the PATH, wherever npm keeps it.
  await runQuietly('npm', ['run', 'build-release', '--prefix', work], {
    cwd: work,
    env: { CXXFLAGS, ...(await nodeHeaders()) },
  });

  const finished = join(scratch, 'addon');
  await mkdir(finished);
  const addon = join(finished, 'better_sqlite3.node');
  await cp(join(work, 'build', 'Release', 'better_sqlite3.node'), addon);
  await checkAddon(addon);
  await rm(work, { recursive: true });
  return finished;
}

/** Opens a database with the addon, in a process of its own: a bad addon takes the process along. */
async function checkAddon(addon: string): Promise<void> {
  const program = `new (require('better-sqlite3'))(':memory:', { nativeBinding: process.argv[1] })`;
  await runQuietly(process.execPath, ['-e', program, addon], { cwd: PROJECT_ROOT });
}

/**
 * Node's headers from the `node` package, so that node-gyp needs not download any. Node-API is
 * ABI-stable: Node's own headers do for Electron.
 */
async function nodeHeaders(): Promise<Record<string, string>> {
  const modules = join(PROJECT_ROOT, 'node_modules');
  const name = `node-${process.platform}-${process.arch}`;
  const candidates = [
    join(modules, 'node', 'node_modules', name),
    join(modules, name),
    dirname(dirname(process.execPath)),
  ];
  for (const candidate of candidates) {
    const header = join(candidate, 'include', 'node', 'node_api.h');
    if (await exists(header)) return { npm_config_nodedir: candidate };
  }
  return {};
}

async function versionOf(folder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return (manifest as { version: string }).version;
}
