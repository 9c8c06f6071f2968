import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceFingerprint } from '../../scripts/source-fingerprint.ts';

describe('sourceFingerprint', () => {
  let root: string;
  const fingerprint = async (): Promise<string> =>
    await sourceFingerprint(root, ['src', 'package.json']);

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'annals-fingerprint-'));
    await mkdir(join(root, 'src', 'deep'), { recursive: true });
    await writeFile(join(root, 'src', 'deep', 'a.ts'), 'a');
    await writeFile(join(root, 'package.json'), '{}');
  });

  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  it('stays when only times change', async () => {
    const before = await fingerprint();
    await utimes(join(root, 'src', 'deep', 'a.ts'), 1, 1);
    expect(await fingerprint()).toBe(before);
  });

  it('changes with the content of a file in a folder', async () => {
    const before = await fingerprint();
    await writeFile(join(root, 'src', 'deep', 'a.ts'), 'b');
    expect(await fingerprint()).not.toBe(before);
  });

  it('changes with the content of a single file', async () => {
    const before = await fingerprint();
    await writeFile(join(root, 'package.json'), '{"a":1}');
    expect(await fingerprint()).not.toBe(before);
  });

  it('changes when a file is renamed', async () => {
    const before = await fingerprint();
    await rename(join(root, 'src', 'deep', 'a.ts'), join(root, 'src', 'deep', 'b.ts'));
    expect(await fingerprint()).not.toBe(before);
  });

  it('changes when a file is added, even an empty one', async () => {
    const before = await fingerprint();
    await writeFile(join(root, 'src', 'new.ts'), '');
    expect(await fingerprint()).not.toBe(before);
  });

  it('changes when text moves from one file to the next', async () => {
    await writeFile(join(root, 'src', 'deep', 'b.ts'), 'bc');
    const before = await fingerprint();
    await writeFile(join(root, 'src', 'deep', 'a.ts'), 'ab');
    await writeFile(join(root, 'src', 'deep', 'b.ts'), 'c');
    expect(await fingerprint()).not.toBe(before);
  });

  it('does not mind an input that is missing', async () => {
    expect(await sourceFingerprint(root, ['nowhere'])).toBe(await sourceFingerprint(root, []));
  });
});
