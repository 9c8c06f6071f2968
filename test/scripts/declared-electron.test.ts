import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronIn } from '../../scripts/electron/declared-electron.ts';

describe.runIf(process.platform === 'linux')('electronIn', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'annals-electron-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it.each(['33.2.1', 'v33.2.1\n'])(
    'finds the executable and its version, written %j',
    async (text) => {
      await writeFile(join(folder, 'electron'), '');
      await writeFile(join(folder, 'version'), text);
      expect(await electronIn(folder)).toEqual({
        executablePath: join(folder, 'electron'),
        version: '33.2.1',
      });
    },
  );

  it('finds none without the executable', async () => {
    await writeFile(join(folder, 'version'), '33.2.1');
    expect(await electronIn(folder)).toBeUndefined();
  });

  it('finds none without the version, which an interrupted download lacks', async () => {
    await writeFile(join(folder, 'electron'), '');
    expect(await electronIn(folder)).toBeUndefined();
  });

  it('finds none in a folder that is not there', async () => {
    expect(await electronIn(join(folder, 'nowhere'))).toBeUndefined();
  });
});
