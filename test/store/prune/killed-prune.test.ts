import { cpSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeEvents } from '../../support/make-event.ts';
import { openStore, storePlace, tempFolder, tempStore } from '../../support/temp-store.ts';
import { startChild } from '../support/child.ts';
import { expectIntact } from '../review/support.ts';
import { look } from './support.ts';

const KILLS = 50;
/** Events that go, in runs between those that stay. */
const GOING = 4_000;
const STAYING = 40;

describe('a prune whose process is killed', () => {
  it(
    'has happened whole or not at all, once the store is opened again',
    { timeout: 300_000 },
    async () => {
      const outcomes = new Set<string>();
      const filled = openStore(storePlace());
      for (let part = 0; part < STAYING; part += 1) {
        filled.writes.record(makeEvents(GOING / STAYING));
        filled.writes.record(makeEvents(1, { category: 'data' }));
      }
      filled.close();
      for (let kill = 0; kill < KILLS; kill += 1) {
        const folder = tempFolder();
        cpSync(filled.folder, folder, { recursive: true });
        const place = storePlace(folder);
        const child = startChild('prune', place);
        await child.printed(1);
        // Spread over the time that the whole of it takes.
        await new Promise((resolve) => setTimeout(resolve, (kill * 700) / KILLS));
        child.process.kill('SIGKILL');
        await child.ended;
        outcomes.add(outcomeOf(place));
        const store = tempStore(place);
        const { events } = store.reads.facts();
        const acts = look(store, `SELECT 1 FROM event WHERE action = 'prune'`).length;
        expect([
          [GOING + STAYING, 0],
          [STAYING + 1, 1],
        ]).toContainEqual([events, acts]);
        expect(look(store, `SELECT 1 FROM prune WHERE state = 'running'`)).toEqual([]);
        expectIntact(store);
        store.close();
      }
      // Or the test would show nothing.
      expect(outcomes).toContain('before');
      expect(outcomes).toContain('between');
    },
  );
});

/** How far the killed program came. */
function outcomeOf(place: { readonly path: string }): 'before' | 'between' | 'after' {
  const [prune] = look<{ state: string }>(place, 'SELECT state FROM prune');
  if (!prune) return 'before';
  return prune.state === 'running' ? 'between' : 'after';
}
