import { runQuietly } from '../run-quietly.ts';
import { PLAYWRIGHT } from '../tools.ts';
import { UNATTENDED, ensureSystem, installPackages } from './system-packages.ts';

const GTK = 'libgtk-3-0';

/** The names of the libraries that the dynamic linker did not find, from what `ldd` printed. */
export function missingLibraries(lddOutput: string): readonly string[] {
  return lddOutput
    .split('\n')
    .filter((line) => line.trimEnd().endsWith('=> not found'))
    .map((line) => line.trim().split(' ', 1).join());
}

/**
 * Makes sure that the system libraries of an Electron are there, on Linux; elsewhere it brings all.
 * @throws SetupError naming the command that installs them, when this process may not
 */
export async function ensureSystemLibraries(executablePath: string): Promise<void> {
  if (process.platform !== 'linux') return;
  await ensureSystem({
    what: 'the system libraries of Electron',
    missing: async () => missingLibraries(await runQuietly('ldd', [executablePath])),
    install: async () => {
      // Electron's libraries are Chromium's and GTK. Playwright knows Chromium's packages on each
      // Debian and Ubuntu, and adds the fonts that a bare machine lacks.
      const install = [PLAYWRIGHT, 'install-deps', 'chromium'];
      await runQuietly(process.execPath, install, { env: UNATTENDED });
      await installPackages([GTK]);
    },
    command: `npx playwright install-deps chromium && sudo apt-get install --yes ${GTK}`,
  });
}
