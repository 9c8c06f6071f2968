import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cloudTrailRecords, jsonLines } from '../import/support/files.ts';
import { tempFolder } from '../support/temp-store.ts';
import { annals, ended, jsonOf, startAnnals } from './support/annals.ts';

const EVENTS = 30_000;
const KILLS = 10;

describe('an import that is killed', () => {
  it(
    'loses nothing that was confirmed, ten times, and is completed by importing again',
    { timeout: 180_000 },
    async () => {
      const home = tempFolder();
      const records = cloudTrailRecords();
      const many = Array.from({ length: EVENTS }, (_, index) => ({
        ...records[index % records.length],
        eventID: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
      }));
      writeFileSync(join(home, 'log.jsonl'), jsonLines(many));
      const counts: number[] = [];
      const count = async (...filter: string[]): Promise<number> => {
        const run = await annals(home, ['count', ...filter, '--store', 't.db', '--json']);
        return (jsonOf(run) as { total: number }).total;
      };
      for (let kill = 0; kill < KILLS; kill += 1) {
        const child = startAnnals(home, ['import', 'log.jsonl', '--store', 't.db']);
        const dead = ended(child);
        // Every time a little further: while the batch begins, then while events are being stored.
        const timer = onWrites(join(home, 't.db-wal'), 1 + kill, () => child.kill('SIGKILL'));
        expect((await dead).code).toBeNull();
        clearInterval(timer);
        expect((await annals(home, ['doctor', '--store', 't.db'])).code).toBe(0);
        counts.push(await count('--action', 'import', '--outcome', 'success'), await count());
      }
      // No killed import passes for a complete one, and nothing ever gets less.
      expect(counts.filter((_, index) => index % 2 === 0)).toEqual(Array(KILLS).fill(0));
      const totals = counts.filter((_, index) => index % 2 === 1);
      expect(totals).toEqual(totals.toSorted((a, b) => a - b));
      const result = jsonOf(
        await annals(home, ['import', 'log.jsonl', '--store', 't.db', '--json']),
      );
      const { added, duplicates } = result as { added: number; duplicates: number };
      expect(added + duplicates).toBe(EVENTS);
      expect(added).toBeGreaterThan(0);
      expect(duplicates).toBeGreaterThan(0);
      const imported = await count('--category', 'write,management,auth', '--source', 'import');
      expect(imported).toBe(EVENTS);
      expect((await annals(home, ['doctor', '--store', 't.db'])).code).toBe(0);
    },
  );
});

/** Calls back when a file has been seen to change so many times. */
function onWrites(path: string, times: number, then: () => void): NodeJS.Timeout {
  let seen = 0;
  let last = 0;
  const timer = setInterval(() => {
    const now = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? last;
    if (now !== last) seen += 1;
    last = now;
    if (seen < times) return;
    clearInterval(timer);
    then();
  }, 1);
  return timer;
}
