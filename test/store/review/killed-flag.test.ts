import { describe, expect, it } from 'vitest';
import { makeEvents } from '../../support/make-event.ts';
import { openStore, storePlace } from '../../support/temp-store.ts';
import { startChild } from '../support/child.ts';
import { expectIntact, rowsOf } from './support.ts';

const KILLS = 50;
const EVENTS = 400;

describe('flagging in a process that is killed', () => {
  it('has happened whole with its event, or not at all', { timeout: 300_000 }, async () => {
    const place = storePlace();
    const filled = openStore(place);
    filled.writes.record(makeEvents(EVENTS));
    filled.close();
    const outcomes = new Set<number>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startChild('flag', place);
      await child.printed(1 + (kill % 3));
      await new Promise((resolve) => setTimeout(resolve, kill % 17));
      child.process.kill('SIGKILL');
      await child.ended;
      const told = child.lines
        .map((line) => (line as { readonly act: number | null }).act)
        // The first act changes nothing where the one before it was killed after it.
        .filter((act) => act !== null);
      const store = openStore(place);
      try {
        const [flags] = rowsOf<{ count: number; last: number | null }>(
          store,
          'SELECT count(*) AS count, max(act) AS last FROM flag',
        );
        expect([0, EVENTS]).toContain(flags?.count);
        outcomes.add(flags?.count ?? -1);
        const acts = rowsOf<{ seq: number; flagged: number; events: number }>(
          store,
          `SELECT event.seq, flag_act.flagged, event.affected_count AS events
           FROM event LEFT JOIN flag_act ON flag_act.act = event.seq
           WHERE action = 'flag' ORDER BY seq`,
        );
        expect(acts.map(({ seq }) => seq)).toEqual(expect.arrayContaining(told));
        const last = acts.at(-1);
        expect(last).toMatchObject({ events: EVENTS, flagged: flags?.count === 0 ? 0 : 1 });
        if (flags?.count !== 0) expect(flags?.last).toBe(last?.seq);
        expectIntact(store);
      } finally {
        store.close();
      }
    }
    // Or the test would show nothing.
    expect(outcomes).toEqual(new Set([0, EVENTS]));
  });
});
