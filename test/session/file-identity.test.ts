import { renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileIdentity, isTakenAway } from '../../src-main/session/file-identity.ts';
import { makeTempFolder, removeFolder } from '../support/temp-store.ts';

describe('the file of an open store', () => {
  const folder = makeTempFolder();
  const path = join(folder, 'audit.annals');
  afterAll(() => removeFolder(folder));

  it('is taken away once it is gone or another one is in its place, and not by being written', async () => {
    writeFileSync(path, 'one');
    const before = await fileIdentity(path);
    writeFileSync(path, 'one and more');
    expect(isTakenAway(before, await fileIdentity(path))).toBe(false);
    renameSync(path, `${path}.moved`);
    expect(isTakenAway(before, await fileIdentity(path))).toBe(true);
    writeFileSync(path, 'another');
    expect(isTakenAway(before, await fileIdentity(path))).toBe(true);
    renameSync(`${path}.moved`, path);
    expect(isTakenAway(before, await fileIdentity(path))).toBe(false);
  });

  it('is not taken away as long as nobody can tell', async () => {
    const before = await fileIdentity(path);
    const loop = join(folder, 'loop');
    symlinkSync(loop, loop);
    expect(await fileIdentity(loop)).toBe('unknown');
    expect(isTakenAway(before, 'unknown')).toBe(false);
    expect(isTakenAway('unknown', before)).toBe(false);
    expect(await fileIdentity(join(path, 'below', 'a', 'file'))).toBe('none');
  });
});
