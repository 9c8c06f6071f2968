import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeEvents } from '../../support/make-event.ts';
import { openStore, storePlace, tempFolder } from '../../support/temp-store.ts';
import { startChild } from '../support/child.ts';
import { expectIntact, rowsOf } from '../review/support.ts';
import { sha256Of } from '../support/files.ts';

const KILLS = 50;

interface Told {
  readonly file: string;
  readonly sha256: string;
}

describe('exporting in a process that is killed', () => {
  it('leaves whole files that the trail tells of, or none', { timeout: 300_000 }, async () => {
    const place = storePlace();
    const filled = openStore(place);
    filled.writes.record(makeEvents(300, { message: 'x'.repeat(500) }));
    filled.close();
    const folder = tempFolder();
    let cutShort = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startChild('export', place, join(folder, `k${kill}`));
      await child.printed(1 + (kill % 2));
      await new Promise((resolve) => setTimeout(resolve, (kill * 7) % 23));
      child.process.kill('SIGKILL');
      await child.ended;
      const before = readdirSync(folder);
      cutShort += before.filter((name) => name.endsWith('.annals-partial')).length > 0 ? 1 : 0;
      const store = openStore(place);
      try {
        const told = rowsOf<Told>(
          store,
          `SELECT metadata ->> 'file' AS file, metadata ->> 'sha256' AS sha256 FROM event
           WHERE action = 'export' AND outcome = 'success' AND metadata ->> 'file' LIKE 'k${kill}-%'`,
        );
        expect(told.length).toBeGreaterThanOrEqual(child.lines.length);
        const files = readdirSync(folder).filter((name) =>
          new RegExp(`^k${kill}-\\d+\\.jsonl$`, 'u').test(name),
        );
        expect(files.toSorted()).toEqual(told.map(({ file }) => file).toSorted());
        for (const { file, sha256 } of told) {
          const path = join(folder, file);
          expect(sha256Of(path)).toBe(sha256);
          const manifest = JSON.parse(readFileSync(`${path}.manifest.json`, 'utf8')) as {
            readonly file: { readonly sha256: string };
          };
          expect(manifest.file.sha256).toBe(sha256);
        }
        for (const name of readdirSync(folder)) {
          if (name.endsWith('.manifest.json')) {
            expect(existsSync(join(folder, name.replace('.manifest.json', '')))).toBe(true);
          }
        }
        expect(rowsOf(store, 'SELECT * FROM export_move')).toEqual([]);
        if (kill % 10 === 9) expectIntact(store);
      } finally {
        store.close();
      }
    }
    // Or the test would show nothing.
    expect(cutShort).toBeGreaterThan(0);
  });
});
