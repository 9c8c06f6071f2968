import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.ts';
import { PROJECT_ROOT } from './project.ts';
import { runQuietly } from './run-quietly.ts';
import { sayWhenDone } from './say.ts';
import { sourceFingerprint } from './source-fingerprint.ts';

const BUILD = join(PROJECT_ROOT, 'build');
/** The sources that the build was made from; there only while the build is whole. */
const STAMP = join(BUILD, '.sources');
const SOURCES = [
  'src-main',
  'src-renderer',
  'src-shared',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * Builds the application when its sources differ from those of the last build.
 * @throws SetupError with the bundler's own message when the build fails
 */
export async function buildIfStale(): Promise<void> {
  if (await isFresh()) return;
  const waiting = 'Waiting for another process that is building.';
  await withLock(join(BUILD, '.lock'), waiting, async () => {
    if (!(await isFresh())) await sayWhenDone('Built', build);
  });
}

/** Has the next `buildIfStale` build, after something else has written into the build's folder. */
export async function forgetBuild(): Promise<void> {
  await rm(STAMP, { force: true });
}

async function build(): Promise<void> {
  // Read before and stamped after: a source saved meanwhile, or an interruption, leaves it stale.
  const sources = await sourceFingerprint(PROJECT_ROOT, SOURCES);
  await forgetBuild();
  await runQuietly(process.execPath, ['--run', 'build'], { cwd: PROJECT_ROOT });
  await writeFile(STAMP, sources);
}

async function isFresh(): Promise<boolean> {
  const [stamp, sources] = await Promise.all([
    readFile(STAMP, 'utf8').catch(() => undefined),
    sourceFingerprint(PROJECT_ROOT, SOURCES),
  ]);
  return stamp === sources;
}
