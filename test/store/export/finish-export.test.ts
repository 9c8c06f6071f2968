import {
  existsSync,
  linkSync,
  readFileSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileExportAct } from '../../../src-main/store/export/export-event.ts';
import type { FinishExport } from '../../../src-main/store/export/finish-export.ts';
import type { WrittenExport } from '../../../src-main/store/export/write-export.ts';
import { finish } from '../../../src-main/store/sliced.ts';
import { makeEvents } from '../../support/make-event.ts';
import { openStore, storePlace, tempStore } from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { expectIntact, rowsOf, tamper } from '../review/support.ts';
import { startChild } from '../support/child.ts';
import { failureOf, rejectionOf, sha256Of } from '../support/files.ts';
import { exportTo, operator, withJobs, workOf } from './support.ts';

/** A process number that no process has. */
const NOBODY = 4_194_305;

/** A store with an export that is written and not finished. */
function written(): { store: TempStore; export: WrittenExport; request: FinishExport } {
  const store = tempStore();
  store.writes.record(makeEvents(5));
  const work = workOf(store, 'out.jsonl');
  const done = withJobs(store, (jobs) => finish(jobs.writeExport(work)));
  const request = {
    operator,
    act: fileExportAct(work, done),
    moves: [done.manifest, done.file],
    replaces: false,
  };
  return { store, export: done, request };
}

function namesIn({ folder }: TempStore): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('out'));
}

function outcomes(store: TempStore): unknown[] {
  return rowsOf<{ outcome: string }>(
    store,
    `SELECT outcome FROM event WHERE action = 'export' ORDER BY seq`,
  ).map(({ outcome }) => outcome);
}

describe('finishing an export', () => {
  it('gives no file its name if the export cannot be recorded', () => {
    for (const statement of ['INSERT ON event', 'INSERT ON export_move', 'UPDATE ON head']) {
      const { store, request, export: done } = written();
      tamper(
        store,
        `CREATE TRIGGER sabotage BEFORE ${statement} BEGIN SELECT RAISE(ABORT, 'sabotage'); END`,
      );
      expect(() => store.writes.finishExport(request), statement).toThrow('sabotage');
      expect(existsSync(done.file.path)).toBe(false);
      expect(existsSync(done.manifest.path)).toBe(false);
      tamper(store, 'DROP TRIGGER sabotage');
      expect(outcomes(store)).toEqual([]);
      // What was written is still there, so it can be tried again.
      store.writes.finishExport(request);
      expect(sha256Of(done.file.path)).toBe(done.sha256);
      expect(outcomes(store)).toEqual(['success']);
      expectIntact(store);
    }
  });

  it('leaves nothing where the store is locked for too long', async () => {
    const place = storePlace();
    const first = openStore(place);
    first.writes.record(makeEvents(3));
    first.close();
    const store = tempStore({ ...place, open: { ...place.open, busyTimeoutMs: 50 } });
    const child = startChild('lock', place);
    await child.printed(1);
    expect(await rejectionOf(exportTo(store, 'out.jsonl'))).toMatchObject({ code: 'STORE_BUSY' });
    expect(namesIn(store)).toEqual([]);
    child.process.kill('SIGKILL');
    await child.ended;
    await exportTo(store, 'out.jsonl');
    expectIntact(store);
  });

  it('is refused where a name has been taken meanwhile, and leaves what took it', () => {
    for (const name of ['out.jsonl', 'out.jsonl.manifest.json']) {
      const { store, request } = written();
      writeFileSync(join(store.folder, name), 'mine');
      expect(failureOf(() => store.writes.finishExport(request)).code).toBe('FILE_UNWRITABLE');
      expect(readFileSync(join(store.folder, name), 'utf8')).toBe('mine');
      expect(outcomes(store)).toEqual([]);
    }
  });

  it('says in the trail that there is no file, if it could not get its name', () => {
    const { store, request, export: done } = written();
    const lost = { ...done.file, partial: `${done.file.partial}-lost` };
    const failure = failureOf(() =>
      store.writes.finishExport({ ...request, moves: [done.manifest, lost] }),
    );
    expect(failure.code).toBe('FILE_UNWRITABLE');
    expect(outcomes(store)).toEqual(['success', 'failure']);
    expect(existsSync(done.file.path)).toBe(false);
    expect(existsSync(done.manifest.path)).toBe(false);
    expect(rowsOf(store, 'SELECT * FROM export_move')).toEqual([]);
    expectIntact(store);
  });
});

/** Leaves an export as a program does that is killed when it has recorded it. */
function killedAfterRecording(): { store: TempStore; export: WrittenExport } {
  const { store, request, export: done } = written();
  const { act } = request;
  store.writes.record(makeEvents(1, { action: 'export', message: act.message }));
  for (const { partial, path } of request.moves) {
    const values = [partial, path, hostname()].map((value) => `'${value}'`).join(', ');
    tamper(
      store,
      `INSERT INTO export_move (partial, path, host, pid) VALUES (${values}, ${NOBODY})`,
    );
  }
  return { store, export: done };
}

describe('opening a store after a program was killed while it exported', () => {
  it('gives the files their names', () => {
    const { store, export: done } = killedAfterRecording();
    tempStore(store);
    expect(namesIn(store)).toEqual(['out.jsonl', 'out.jsonl.manifest.json']);
    expect(sha256Of(done.file.path)).toBe(done.sha256);
    expect(rowsOf(store, 'SELECT * FROM export_move')).toEqual([]);
  });

  it('finishes what was half done', () => {
    const { store, export: done } = killedAfterRecording();
    linkSync(done.file.partial, done.file.path);
    tempStore(store);
    expect(namesIn(store)).toEqual(['out.jsonl', 'out.jsonl.manifest.json']);
    expect(outcomes(store)).toEqual(['success']);
  });

  it('replaces the file that was to be replaced, and no later one', () => {
    for (const [age, stays] of [
      [-10_000, false],
      [10_000, true],
    ] as const) {
      const { store, export: done } = killedAfterRecording();
      writeFileSync(done.file.path, 'mine');
      const at = new Date(Date.now() + age);
      utimesSync(done.file.path, at, at);
      tempStore(store);
      expect(readFileSync(done.file.path, 'utf8') === 'mine').toBe(stays);
      expect(existsSync(done.file.partial)).toBe(false);
      expect(outcomes(store)).toEqual(stays ? ['success', 'failure'] : ['success']);
      expectIntact(store);
    }
  });

  it('leaves alone what a program that runs is doing', () => {
    const { store, export: done } = killedAfterRecording();
    tamper(store, `UPDATE export_move SET pid = ${process.ppid}`);
    tempStore(store);
    expect(existsSync(done.file.path)).toBe(false);
    expect(rowsOf(store, 'SELECT * FROM export_move')).toHaveLength(2);
  });

  it('waits for a disk that is not there', () => {
    const { store } = killedAfterRecording();
    tamper(store, `UPDATE export_move SET partial = '/no/such/a', path = '/no/such/b'`);
    tempStore(store);
    expect(rowsOf(store, 'SELECT * FROM export_move')).toHaveLength(2);
  });
});
