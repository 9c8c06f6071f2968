import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { makeBundle as makeAndTell } from '../../src-main/bundle/make-bundle.ts';
import type { BundleSteps } from '../../src-main/bundle/make-bundle.ts';
import { verifyBundle } from '../../src-main/bundle/verify.mjs';
import type { WriteBundle } from '../../src-main/store/bundle/write-bundle.ts';
import { openWrites } from '../../src-main/store/open-store.ts';
import type { Progress } from '../../src-main/store/store-api.ts';
import { rejectionOf, sha256Of } from '../store/support/files.ts';
import { tempHost } from '../store/support/temp-host.ts';
import { makeEvent, makeEvents } from '../support/make-event.ts';
import { all, openStore, storePlace } from '../support/temp-store.ts';
import type { StorePlace } from '../support/temp-store.ts';
import { OPERATOR, VERIFIER, makeBundle } from './support/bundle.ts';

function requestFor(path: string, filter = EVERYTHING): WriteBundle {
  return {
    selection: { filter },
    path,
    replaces: false,
    operator: OPERATOR,
    version: '0.1.0',
    timeZone: 'Europe/Berlin',
    verifier: VERIFIER,
  };
}

/** A store of some thousand events. */
function filledPlace(events = 3_000): StorePlace {
  const place = storePlace();
  const { writes, close } = openStore(place);
  writes.record(makeEvents(events, { metadata: { text: 'x'.repeat(500) } }));
  close();
  return place;
}

/** The names in the folder of a store, but the store itself. */
function filesIn({ folder }: StorePlace): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith('trail.db') && name !== 'state');
}

function lastEvent(place: StorePlace): NewEvent | undefined {
  const { reads, close } = openStore(place);
  const request = {
    filter: EVERYTHING,
    order: 'recorded',
    limit: 1,
    offset: 0,
    cursor: null,
  } as const;
  const [event] = all(reads.page(request)).items;
  close();
  return event;
}

describe('making a bundle in a thread', () => {
  it('tells how far it is, records the bundle, and gives it its name', async () => {
    const place = filledPlace();
    const { host } = await tempHost(place);
    const told: Progress[] = [];
    const { signal } = new AbortController();
    const steps: BundleSteps = {
      write: (request) =>
        host.job('writeBundle', [request], {
          signal,
          onProgress: (progress) => told.push(progress),
        }),
      finish: host.writes.finishExport,
      record: (event) => host.writes.record([event]),
    };
    const path = join(place.folder, 'evidence.zip');
    const result = await makeAndTell(steps, requestFor(path));
    expect(result).toMatchObject({
      name: 'evidence.zip',
      events: 3_000,
      range: { first: 1, last: 3_000 },
    });
    expect(result.sha256).toBe(sha256Of(path));
    expect(filesIn(place)).toEqual(['evidence.zip']);
    expect(await verifyBundle(path, { keys: [result.key] })).toMatchObject({ verdict: 'intact' });
    expect(lastEvent(place)).toMatchObject({
      id: result.eventId,
      action: 'export',
      outcome: 'success',
      message: 'Exported 3,000 events as an evidence bundle',
      affectedCount: 3_000,
      totalCount: 3_000,
      metadata: { format: 'bundle', file: 'evidence.zip', sha256: result.sha256 },
    });
    for (const { done, total } of told) expect(done).toBeLessThanOrEqual(total);
  });

  it('leaves no file when it is cancelled, and an event that says so', async () => {
    const place = filledPlace(40_000);
    const { host } = await tempHost(place);
    const abort = new AbortController();
    const steps: BundleSteps = {
      write: (request) =>
        host.job('writeBundle', [request], {
          signal: abort.signal,
          onProgress: () => abort.abort(),
        }),
      finish: host.writes.finishExport,
      record: (event) => host.writes.record([event]),
    };
    const making = makeAndTell(steps, requestFor(join(place.folder, 'evidence.zip')));
    expect(await rejectionOf(making)).toMatchObject({ code: 'CANCELLED' });
    expect(filesIn(place)).toEqual([]);
    expect(lastEvent(place)).toMatchObject({ action: 'export', outcome: 'failure' });
  });
});

describe('a bundle that cannot be made', () => {
  it('leaves no file where nothing matches', async () => {
    const place = filledPlace(10);
    const none = { ...EVERYTHING, from: 0, to: 1 };
    expect(await rejectionOf(makeBundle(place, { filter: none }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(filesIn(place)).toEqual([]);
  });

  it('leaves no file where its folder is not there', async () => {
    const place = filledPlace(10);
    const path = join(place.folder, 'missing', 'evidence.zip');
    const failure = await rejectionOf(makeBundle(place, { filter: EVERYTHING }, path));
    expect(failure).toMatchObject({ code: 'FILE_UNWRITABLE' });
    expect(failure.message).toContain(path);
    expect(filesIn(place)).toEqual([]);
  });

  it('leaves no file where an event is missing that the proof needs', async () => {
    const place = filledPlace(20);
    const db = new Database(place.path);
    db.exec('DROP TRIGGER event_is_append_only_delete; DELETE FROM event WHERE seq = 7');
    db.close();
    const ranges = [
      { first: 3, last: 4 },
      { first: 9, last: 9 },
    ];
    expect(await rejectionOf(makeBundle(place, { ranges }))).toMatchObject({
      code: 'STORE_CORRUPT',
      message: expect.stringContaining('Event 7') as string,
    });
    expect(filesIn(place)).toEqual([]);
  });

  it('says what was changed where only that is wrong', async () => {
    const place = filledPlace(20);
    const db = new Database(place.path);
    db.exec(
      `DROP TRIGGER event_is_append_only_update; UPDATE event SET message = 'x' WHERE seq = 7`,
    );
    db.close();
    const { path } = await makeBundle(place, { filter: EVERYTHING });
    expect(await verifyBundle(path)).toMatchObject({ verdict: 'tampered', firstBad: 7 });
  });

  it('leaves no file where it cannot be recorded', async () => {
    const place = filledPlace(10);
    const { host } = await tempHost(place);
    const busy = new AnnalsError('STORE_BUSY', 'Another program holds the store locked.');
    const watch = { signal: new AbortController().signal, onProgress: () => undefined };
    const steps: BundleSteps = {
      write: (request) => host.job('writeBundle', [request], watch),
      finish: () => Promise.reject(busy),
      record: (event) => host.writes.record([event]),
    };
    const making = makeAndTell(steps, requestFor(join(place.folder, 'evidence.zip')));
    expect(await rejectionOf(making)).toBe(busy);
    expect(filesIn(place)).toEqual([]);
  });
});

describe('a bundle whose name is taken', () => {
  it('is refused before anything is written', async () => {
    const place = filledPlace(10);
    const path = join(place.folder, 'evidence.zip');
    writeFileSync(path, 'mine');
    const failure = await rejectionOf(makeBundle(place, { filter: EVERYTHING }, path));
    expect(failure).toMatchObject({ code: 'FILE_UNWRITABLE' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(filesIn(place)).toEqual(['evidence.zip']);
  });
});

describe('a bundle that is recorded and not moved', () => {
  it('gets its name from whoever opens the store next', async () => {
    const place = filledPlace(10);
    const path = join(place.folder, 'evidence.zip');
    const bundle = await makeBundle(place, { filter: EVERYTHING }, path);
    renameSync(path, bundle.partial);
    const db = new Database(place.path);
    db.prepare('INSERT INTO export_move (partial, path, host, pid) VALUES (?, ?, ?, ?)').run(
      bundle.partial,
      path,
      hostname(),
      deadPid(),
    );
    db.close();
    openWrites(place.path, place.open).close();
    expect(filesIn(place)).toEqual(['evidence.zip']);
    expect(sha256Of(path)).toBe(bundle.sha256);
    expect(moveCount(place)).toBe(0);
  });
});

describe('events with everything that an event can say', () => {
  it('are in a bundle as they were recorded', async () => {
    const place = storePlace();
    const { writes, close } = openStore(place);
    writes.record([
      makeEvent({
        occurredAt: -1,
        message: 'half a pair \uD800 and a NUL \0 and Ünïcödé \u{1F642} \u2028',
        affectedCount: Number.MAX_SAFE_INTEGER,
        metadata: JSON.parse('{"__proto__": {"a": 1}, "1": [], "": null}') as NewEvent['metadata'],
        changes: { old: {}, new: { deep: [[[1.5e300, -0]]] } },
        targets: [{ type: 'a:b', id: '\\"', name: '' }],
        sensitive: true,
      }),
    ]);
    close();
    const { path } = await makeBundle(place, { filter: EVERYTHING });
    expect(await verifyBundle(path)).toMatchObject({ verdict: 'intact', events: 1 });
  });
});

function moveCount({ path }: StorePlace): unknown {
  const db = new Database(path, { readonly: true });
  const count = db.prepare('SELECT count(*) FROM export_move').pluck().get();
  db.close();
  return count;
}

/** The number of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}
