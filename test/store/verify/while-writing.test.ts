import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { StoreHost } from '../../../src-main/store/host/store-host.ts';
import { verifyStore } from '../../../src-main/store/host/verify.ts';
import { CHUNK_EVENTS } from '../../../src-main/store/verify/chunks.ts';
import { HAPPENED_AT, makeEvents } from '../../support/make-event.ts';
import { storePlace, tempStore } from '../../support/temp-store.ts';
import type { StorePlace } from '../../support/temp-store.ts';
import { scopeOf } from '../prune/support.ts';
import { startChild } from '../support/child.ts';
import { rejectionOf } from '../support/files.ts';
import { tempHost } from '../support/temp-host.ts';
import { operator, verified, withStore } from './support.ts';

const VERIFICATIONS = 100;

describe('verifying again and again', () => {
  it('raises no false alarm while another process records', async () => {
    const store = tempStore();
    store.writes.record(makeEvents(600));
    const child = startChild('append', store, 'child 100000');
    writeFileSync(join(store.open.stateFolder, 'go'), '');
    await child.printed(1);
    const heads = new Set<number>();
    for (let round = 0; round < VERIFICATIONS; round += 1) {
      const { verdict, reason, range } = await verified(store);
      expect({ verdict, reason }).toMatchObject({ verdict: 'intact' });
      heads.add(range.last);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(heads.size).toBeGreaterThan(VERIFICATIONS / 4);
  });
});

/** A store of several stretches, closed. */
function largePlace(events: number): StorePlace {
  const place = storePlace();
  withStore(place, ({ writes }) => {
    for (let done = 0; done < events; done += 5_000) {
      const targets = [{ type: 'seller', id: `s-${done}`, name: null }];
      writes.record(
        makeEvents(Math.min(5_000, events - done), { occurredAt: HAPPENED_AT + done, targets }),
      );
    }
  });
  return place;
}

function verifyIn(host: StoreHost, place: StorePlace, signal?: AbortSignal) {
  return verifyStore({
    openThread: () => host.openJobThread(),
    stateFolder: place.open.stateFolder,
    seals: [],
    watch: { signal: signal ?? new AbortController().signal, onProgress: () => undefined },
  });
}

describe('verifying in threads', () => {
  const EVENTS = 2 * CHUNK_EVENTS + 1_000;

  it('sees one moment of a store that others record into and prune', async () => {
    const place = largePlace(EVENTS);
    const { host, threads } = await tempHost(place);
    const { plan } = await host.reads.planPrune({
      scope: scopeOf({ before: HAPPENED_AT + 20_000 }),
      action: 'prune',
    });
    const state = { isPruning: true };
    const pruning = host.writes
      .applyPrune({ plan, archive: null, operator })
      .finally(() => (state.isPruning = false));
    const recording = (async () => {
      while (state.isPruning) await host.writes.record(makeEvents(5));
    })();
    const seen = new Set<number>();
    do {
      const { verdict, reason, events, range } = await verifyIn(host, place);
      expect({ verdict, reason }).toMatchObject({ verdict: 'intact' });
      expect(events).toBe(range.last - range.pruned);
      seen.add(range.pruned);
    } while (state.isPruning);
    await Promise.all([pruning, recording]);
    expect(seen.size).toBeGreaterThan(1);
    expect(threads.lost).toEqual([]);
  });

  it('finds what is wrong wherever it stands, the first of several', async () => {
    const place = largePlace(EVENTS);
    const { host } = await tempHost(place);
    const change = (seq: number): string =>
      `UPDATE event SET message = 'other' WHERE seq = ${seq};`;
    for (const seqs of [[EVENTS], [CHUNK_EVENTS + 1], [CHUNK_EVENTS, EVENTS - 1], [7]]) {
      const db = new Database(place.path);
      db.exec('DROP TRIGGER IF EXISTS event_is_append_only_update');
      db.exec(seqs.map(change).join(' '));
      db.close();
      const verification = await verifyIn(host, place);
      expect(verification).toMatchObject({ verdict: 'tampered', firstBad: Math.min(...seqs) });
      expect(verification.events).toBe(Math.min(...seqs) - 1);
    }
  });

  it('ends when it is cancelled, with all its threads, and the store can be closed', async () => {
    const place = largePlace(EVENTS);
    const { host, threads } = await tempHost(place);
    const abort = new AbortController();
    const verification = verifyIn(host, place, abort.signal);
    setTimeout(() => abort.abort(), 30);
    expect((await rejectionOf(verification)).code).toBe('CANCELLED');
    await host.close();
    await threads.allEnded();
    expect(threads.lost).toEqual([]);
  });
});
