// `npm run desktop-entry`: tells the desktop of this user of Annals, its stores and its links.
// With `-- --remove` it takes that back.
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { DESKTOP_FILE, TYPES, entryFiles } from './desktop/entry-files.ts';
import { PROJECT_ROOT } from './project.ts';
import { runMain } from './run-main.ts';
import { runQuietly } from './run-quietly.ts';
import { say } from './say.ts';
import { SetupError } from './setup-error.ts';

await runMain(async () => {
  const options = process.argv.slice(2);
  if (options.some((option) => option !== '--remove')) {
    throw new SetupError('Usage: npm run desktop-entry [-- --remove]');
  }
  if (process.platform !== 'linux') {
    throw new SetupError(
      'Desktop entries are for Linux; other systems learn of an app by its package.',
    );
  }
  const data = dataFolder();
  const isRemoval = options.length > 0;
  for (const { path, text } of entryFiles(PROJECT_ROOT)) {
    if (isRemoval) await remove(join(data, path));
    else await write(join(data, path), text);
  }
  await tellDesktop(data, isRemoval);
  return 0;
});

/** Where programs of one user are listed. */
function dataFolder(): string {
  const given = process.env['XDG_DATA_HOME'];
  return given && isAbsolute(given) ? given : join(homedir(), '.local', 'share');
}

async function write(path: string, text: string): Promise<void> {
  const verb = existsSync(path) ? 'Replaced' : 'Wrote';
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  say(`${verb} ${path}`);
}

async function remove(path: string): Promise<void> {
  const isThere = existsSync(path);
  await rm(path, { force: true });
  say(isThere ? `Removed ${path}` : `There was no ${path}`);
}

/** Desktops keep indexes of these files; one without the tools finds them by itself, later. */
async function tellDesktop(data: string, isRemoval: boolean): Promise<void> {
  const steps: readonly (readonly [tool: string, ...args: string[]])[] = [
    ['update-mime-database', join(data, 'mime')],
    ['update-desktop-database', join(data, 'applications')],
    ...(isRemoval ? [] : TYPES.map((type) => ['xdg-mime', 'default', DESKTOP_FILE, type] as const)),
  ];
  for (const [tool, ...args] of steps) {
    const isDone = await runQuietly(tool, args).then(
      () => true,
      () => false,
    );
    say(
      isDone ? `Ran ${tool}` : `Could not run ${tool}; the desktop may notice at the next sign-in`,
    );
  }
}
