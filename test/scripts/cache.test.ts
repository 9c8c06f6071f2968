import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder, ensureCached } from '../../scripts/electron/cache.ts';

describe('cacheFolder', () => {
  it('is in XDG_CACHE_HOME where that is set', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/somewhere' })).toBe('/somewhere/annals');
  });

  it.each([{}, { XDG_CACHE_HOME: '' }, { XDG_CACHE_HOME: 'relative' }])(
    'is in the home folder for %o',
    (env) => {
      expect(cacheFolder(env)).toBe(join(homedir(), '.cache', 'annals'));
    },
  );
});

// Entries are only ever built on Linux, with its locks.
describe.runIf(process.platform === 'linux')('ensureCached', () => {
  let parent: string;
  let entry: string;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'annals-cache-'));
    entry = join(parent, 'thing-1.0');
  });

  afterEach(async () => {
    await rm(parent, { recursive: true });
  });

  const buildThing = async (scratch: string): Promise<string> => {
    await writeFile(join(scratch, 'waste'), '');
    await mkdir(join(scratch, 'finished'));
    await writeFile(join(scratch, 'finished', 'file'), 'whole');
    return join(scratch, 'finished');
  };

  const entries = async (): Promise<string[]> =>
    (await readdir(parent)).filter((name) => !name.endsWith('.lock'));

  it('keeps the finished folder and nothing else', async () => {
    await ensureCached(entry, buildThing);
    expect(await entries()).toEqual(['thing-1.0']);
    expect(await readdir(entry)).toEqual(['file']);
    expect(await readFile(join(entry, 'file'), 'utf8')).toBe('whole');
  });

  it('does not build what is there', async () => {
    await mkdir(entry);
    await ensureCached(entry, async () => {
      throw new Error('must not build');
    });
    expect(await entries()).toEqual(['thing-1.0']);
  });

  it('builds once for several that need it at the same time', async () => {
    let builds = 0;
    const build = async (scratch: string): Promise<string> => {
      builds += 1;
      return await buildThing(scratch);
    };
    await Promise.all([1, 2, 3].map(async () => await ensureCached(entry, build)));
    expect(builds).toBe(1);
  });

  it('leaves nothing of a build that fails, and builds again the next time', async () => {
    const failing = async (scratch: string): Promise<string> => {
      await writeFile(join(scratch, 'half'), '');
      throw new Error('no network');
    };
    await expect(ensureCached(entry, failing)).rejects.toThrow('no network');
    expect(await entries()).toEqual([]);
    await ensureCached(entry, buildThing);
    expect(await entries()).toEqual(['thing-1.0']);
  });

  it('removes what a killed build left behind, and no other entry', async () => {
    await mkdir(join(parent, 'thing-1.0.partial-abc', 'deep'), { recursive: true });
    await mkdir(join(parent, 'thing-2.0'));
    await ensureCached(entry, buildThing);
    expect((await entries()).toSorted()).toEqual(['thing-1.0', 'thing-2.0']);
  });
});
