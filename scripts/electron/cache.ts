import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { withLock } from '../lock.ts';
import { runQuietly } from '../run-quietly.ts';

/** The user's cache folder for Annals; it survives `npm ci`, which empties node_modules. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const xdg = env.XDG_CACHE_HOME;
  // The XDG specification: a relative path is to be ignored.
  const base = xdg !== undefined && isAbsolute(xdg) ? xdg : join(homedir(), '.cache');
  return join(base, 'annals');
}

/** Whether a path is there. */
export async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Makes sure that the cache entry `folder` is there and whole, building it when it is not.
 *
 * It is built in a temporary folder beside it and renamed at the end, so an entry is either whole
 * or absent, whenever the build is interrupted. Of several processes one builds, the others wait
 * and use it; what a killed build left behind is removed by the next one.
 *
 * @param build fills the empty folder it is given and answers the finished folder inside it
 */
export async function ensureCached(
  folder: string,
  build: (scratch: string) => Promise<string>,
): Promise<void> {
  if (await exists(folder)) return;
  const waiting = `Waiting for another process that is setting up ${basename(folder)}.`;
  await withLock(`${folder}.lock`, waiting, async () => {
    if (await exists(folder)) return;
    await removeLeftovers(folder);
    const scratch = await mkdtemp(partialPrefix(folder));
    try {
      const finished = await build(scratch);
      // The data before the name: after a power cut, too, an entry that is there is whole.
      await runQuietly('sync', ['--file-system', finished]);
      await rename(finished, folder);
    } finally {
      await rm(scratch, { recursive: true });
    }
  });
}

/** Only called under the entry's lock, so every partial folder there is belongs to a dead build. */
async function removeLeftovers(folder: string): Promise<void> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  const prefix = basename(partialPrefix(folder));
  const leftovers = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  await Promise.all(
    leftovers.map(async (name) => {
      // A child of the killed build may still be writing for a moment: retried, then left alone.
      await rm(join(parent, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
    }),
  );
}

function partialPrefix(folder: string): string {
  return `${folder}.partial-`;
}
