import { join } from 'node:path';
import { withLock } from '../lock.ts';
import { runQuietly } from '../run-quietly.ts';
import { say, sayWhenDone } from '../say.ts';
import { SetupError } from '../setup-error.ts';
import { cacheFolder, exists } from './cache.ts';

export type SystemNeed = {
  /** What it is for, in plain words: 'the compiler that builds the SQLite addon'. */
  readonly what: string;
  /** What of it is missing now; nothing is good news. */
  readonly missing: () => Promise<readonly string[]>;
  readonly install: () => Promise<void>;
  /** The one command that installs it, for someone who is not root. */
  readonly command: string;
};

/** Has Debian's tools ask no questions. */
export const UNATTENDED = { DEBIAN_FRONTEND: 'noninteractive' } as const;

/** Whether this process runs as root; never so on Windows, which has no user ids. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Makes sure that the system has what is needed: installs it as root, from Debian's packages.
 * @throws SetupError that names the one command to run, for other users and other systems
 */
export async function ensureSystem(need: SystemNeed): Promise<void> {
  const missing = await need.missing();
  if (missing.length === 0) return;
  if (!isRoot() || !(await isCommand('apt-get'))) {
    throw new SetupError(
      `Missing for ${need.what}: ${missing.join(', ')}.\nTo install it: ${need.command}`,
    );
  }
  const waiting = 'Waiting for another process that is installing system packages.';
  await withLock(join(cacheFolder(), 'system-packages.lock'), waiting, async () => {
    if ((await need.missing()).length === 0) return;
    say(`Installing ${need.what}.`);
    await sayWhenDone(`Installed ${need.what}`, need.install);
  });
  const stillMissing = await need.missing();
  if (stillMissing.length > 0) {
    throw new SetupError(`Still missing for ${need.what}: ${stillMissing.join(', ')}.`);
  }
}

/** A need for programs that Debian has packages of. */
export function programs(
  what: string,
  names: readonly string[],
  packages: readonly string[],
): SystemNeed {
  return {
    what,
    missing: async () => {
      const found = await Promise.all(names.map(isCommand));
      return names.filter((_, index) => found[index] !== true);
    },
    install: async () => await installPackages(packages),
    command: `sudo apt-get install --yes ${packages.join(' ')}`,
  };
}

/** Installs Debian packages, as root. */
export async function installPackages(packages: readonly string[]): Promise<void> {
  // A bare machine has no package lists yet; elsewhere they may be too old to be served.
  await runQuietly('apt-get', ['update'], { env: UNATTENDED });
  const install = ['install', '--yes', '--no-install-recommends', ...packages];
  await runQuietly('apt-get', install, { env: UNATTENDED });
}

async function isCommand(name: string): Promise<boolean> {
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');
  const found = await Promise.all(folders.map(async (folder) => await exists(join(folder, name))));
  return found.includes(true);
}
