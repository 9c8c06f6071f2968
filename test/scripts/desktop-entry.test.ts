import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryFiles } from '../../scripts/desktop/entry-files.ts';

const SCRIPT = new URL('../../scripts/desktop-entry.ts', import.meta.url).pathname;

describe('the desktop entry', () => {
  it('starts this checkout whatever its folder is called', () => {
    const [entry] = entryFiles('/home/mia/my "$100%" \\ annals');
    const exec = entry?.text.split('\n').find((line) => line.startsWith('Exec='));
    // As the desktop entry specification has it: quoted first, then escaped as any string.
    expect(exec).toBe(
      String.raw`Exec="/home/mia/my \\"\\$100%%\\" \\\\ annals/node_modules/.bin/node" "/home/mia/my \\"\\$100%%\\" \\\\ annals/scripts/start.ts" %U`,
    );
  });

  it('is written into the data folder of the user, and taken away again without a trace', () => {
    const home = mkdtempSync(join(tmpdir(), 'annals-entry-'));
    // Without the tools of a desktop: nothing but our own files is to be touched.
    const env = { XDG_DATA_HOME: home, HOME: home, PATH: '' };
    const run = (...options: string[]): void => {
      execFileSync(process.execPath, [SCRIPT, ...options], { env, stdio: 'ignore' });
    };
    const desktop = join(home, 'applications', 'annals.desktop');
    const mime = join(home, 'mime', 'packages', 'annals.xml');
    run();
    expect(readFileSync(desktop, 'utf8')).toContain('x-scheme-handler/annals;');
    expect(readFileSync(mime, 'utf8')).toContain('<glob pattern="*.annals"/>');
    run('--remove');
    expect([desktop, mime].filter((path) => existsSync(path))).toEqual([]);
    rmSync(home, { recursive: true, force: true });
  });
});
