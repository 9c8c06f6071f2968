import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      gypfile: z.boolean().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

const file = new URL('../../package-lock.json', import.meta.url);
const { packages } = Lockfile.parse(JSON.parse(await readFile(file, 'utf8')));

describe('package-lock.json', () => {
  it('has every platform of every optional package, without which `npm ci` refuses it', () => {
    const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
    const wanted = Object.values(packages).flatMap((entry) =>
      Object.keys(entry.optionalDependencies ?? {}),
    );
    expect(wanted.filter((name) => !locked.has(name))).toEqual([]);
  });

  it('keeps npm 10 from compiling better-sqlite3, which would need Python and a compiler', () => {
    const repair = 'npm install drops it: put "gypfile": false back into the entry';
    expect(packages['node_modules/better-sqlite3']?.gypfile, repair).toBe(false);
  });
});
