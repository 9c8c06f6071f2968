import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src-main/store/schema/migrations/index.ts';

/**
 * A step that has landed is in people's stores: it never changes again. A change of the schema
 * is a new step with a line of its own here.
 */
const LANDED: Readonly<Record<string, string>> = {
  '10 create-trail': 'f92959eb725baad8367f919e09fe77e5a9ac121beae3498c0b62a5dd984f5752',
  '20 review-and-search': '20bf03268a22a3e09edf71de62e65b8b0c1e0a602e38fdf2cec35a2871bf27c0',
  '30 retention-and-proof': 'aff09d7660038d8fa564d6af684f8aca632a6dea3e81e2b8284869329ff82d2f',
  '40 operators': '99b01b521025691b788bff6f7b1b17a0cbad453a7d86ffcf2adabd588563bfdf',
};

describe('landed migrations', () => {
  it('are as they were when they landed', () => {
    const found = MIGRATIONS.map(({ version, name, sql }) => [
      `${version} ${name}`,
      createHash('sha256')
        .update(JSON.stringify([version, name, sql]))
        .digest('hex'),
    ]);
    expect(Object.fromEntries(found)).toEqual(LANDED);
  });

  it('are numbered in tens', () => {
    expect(MIGRATIONS.filter(({ version }) => version % 10 !== 0)).toEqual([]);
  });
});
