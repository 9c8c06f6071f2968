import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { expandSources, titleOf } from '../../../src-main/import/sources/sources.ts';
import { tempFolder } from '../../support/temp-store.ts';

describe('expandSources', () => {
  it('takes all regular files of a folder, at any depth, by name, but for hidden ones and links', async () => {
    const folder = join(tempFolder(), 'logs');
    mkdirSync(join(folder, 'b', 'c'), { recursive: true });
    for (const name of ['b/2.json', 'b/c/3.json', 'a.json', '.hidden', 'z.json']) {
      writeFileSync(join(folder, name), 'x'.repeat(name.length));
    }
    symlinkSync(join(folder, 'a.json'), join(folder, 'link.json'));
    symlinkSync(folder, join(folder, 'loop'));
    const sources = await expandSources([folder]);
    expect(sources.map(({ name }) => name)).toEqual([
      'logs/a.json',
      'logs/b/2.json',
      'logs/b/c/3.json',
      'logs/z.json',
    ]);
    expect(sources[0]).toEqual({
      modifiedAt: expect.any(Number) as number,
      path: join(folder, 'a.json'),
      name: 'logs/a.json',
      bytes: 6,
      packedBytes: 6,
      packing: null,
      isFromFolder: true,
    });
  });

  it('takes a file that is meant twice once', async () => {
    const folder = tempFolder();
    const path = join(folder, 'a.json');
    writeFileSync(path, '{}');
    expect(await expandSources([path, folder, path])).toHaveLength(1);
  });

  it.each([
    ['a missing file', (folder: string) => join(folder, 'nothing'), 'there is no such file'],
    ['a pipe', (folder: string) => fifo(join(folder, 'pipe')), 'is a pipe'],
    ['a device', () => '/dev/zero', 'is a device'],
    ['an empty folder', (folder: string) => folder, 'holds no files'],
    ['a path that is too long', () => `/${'x/'.repeat(5_000)}`, 'too long'],
  ])('refuses %s, and says which and what to do', async (_what, make, problem) => {
    const path = make(tempFolder());
    const error = await expandSources([path]).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(AnnalsError);
    expect(error).toMatchObject({ code: 'FILE_UNREADABLE' });
    expect((error as AnnalsError).message).toContain(path);
    expect((error as AnnalsError).message).toContain(problem);
    expect((error as AnnalsError).hint).not.toBe('');
  });
});

describe('titleOf', () => {
  it('names the one thing that was chosen, or counts files', () => {
    expect(titleOf(['/x/CloudTrail/'], 55)).toBe('CloudTrail');
    expect(titleOf(['a/b.json'], 1)).toBe('b.json');
    expect(titleOf(['a', 'b'], 7)).toBe('7 files');
  });
});

function fifo(path: string): string {
  execFileSync('mkfifo', [path]);
  return path;
}
