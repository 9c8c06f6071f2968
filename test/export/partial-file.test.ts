import { createHash } from 'node:crypto';
import {
  existsSync,
  readFileSync,
  readdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  PartialFile,
  exportPartialPath,
  removeStalePartials,
} from '../../src-main/export/partial-file.ts';
import { tempFolder } from '../support/temp-store.ts';

const DAY_MS = 24 * 60 * 60_000;

describe('a partial file', () => {
  it('has what was written, and says how much and what it hashes to', () => {
    const path = join(tempFolder(), 'a');
    const file = new PartialFile(path);
    const parts = Array.from({ length: 200 }, (_, index) => `${index} é\u{1F642} `.repeat(500));
    for (const part of parts) file.write(part);
    const written = file.finish();
    const bytes = readFileSync(path);
    expect(bytes.toString()).toBe(parts.join(''));
    expect(written).toEqual({
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('takes no name that is taken, and leaves what is there', () => {
    const path = join(tempFolder(), 'a');
    writeFileSync(path, 'mine');
    expect(() => new PartialFile(path)).toThrow('EEXIST');
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it('is gone when it is given up, at any moment', () => {
    const path = join(tempFolder(), 'a');
    const file = new PartialFile(path);
    file.write('x'.repeat(1_000_000));
    file.discard();
    expect(existsSync(path)).toBe(false);
    const whole = new PartialFile(path);
    whole.finish();
    whole.discard();
    expect(existsSync(path)).toBe(false);
  });
});

describe('partial files that programs left behind', () => {
  it('are removed a day later, and nothing else is', () => {
    const folder = tempFolder();
    const target = join(folder, 'out.csv');
    const now = Date.now();
    const put = (name: string, ageMs: number): string => {
      const path = join(folder, name);
      writeFileSync(path, '');
      utimesSync(path, new Date(now - ageMs), new Date(now - ageMs));
      return name;
    };
    const old = exportPartialPath(target).slice(folder.length + 1);
    put(old, DAY_MS + 1_000);
    const stays = [
      put(exportPartialPath(target).slice(folder.length + 1), DAY_MS - 60_000),
      put('out.csv.annals-partial', 2 * DAY_MS),
      put('out.csv.0123456789abcde.annals-partial', 2 * DAY_MS),
      put('out.csv.0123456789abcdef.annals-partial.bak', 2 * DAY_MS),
      put('out.csv.123-4.partial', 2 * DAY_MS),
    ];
    removeStalePartials(target, now);
    expect(readdirSync(folder).toSorted()).toEqual(stays.toSorted());
  });

  it('are no reason to fail where the folder cannot be read', () => {
    expect(() => removeStalePartials('/no/such/folder/out.csv', 0)).not.toThrow();
  });
});
