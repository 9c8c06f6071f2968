/**
 * A program of its own that works on a store, for tests of what happens between processes.
 * Run as `node store-child.ts COMMAND STORE STATE_FOLDER ARGUMENT`; see child.ts. Every line it
 * prints is one JSON value; the last is `{"ok":…}` unless it was killed.
 */
import { existsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { toFailure } from '#shared/ipc/failure.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { ExportRequest } from '#shared/model/export.ts';
import { fileExportAct } from '../../../src-main/store/export/export-event.ts';
import { openJobs, openReads, openWrites } from '../../../src-main/store/open-store.ts';
import { finish } from '../../../src-main/store/sliced.ts';
import type { StoreWrites } from '../../../src-main/store/store-api.ts';
import { makeEvent, makeImported } from '../../support/make-event.ts';

const [, , command = '', path = '', stateFolder = '', argument = ''] = process.argv;
const options = { stateFolder, busyTimeoutMs: 10_000 };

/** Events of one appended slice. */
const SLICE = 20;

const COMMANDS: Readonly<Record<string, () => unknown>> = {
  /** Opens for writing and records one event. */
  record: () => withWrites((writes) => writes.record([makeEvent({ message: argument })])),
  /** Opens for reading. */
  facts: () => {
    const { reads, close } = openReads(path, options);
    try {
      return reads.facts();
    } finally {
      close();
    }
  },
  /**
   * Records events one by one, so many; ids are ARGUMENT's first word and a number. Says when it is
   * ready, and begins when a file `go` is in the state folder.
   */
  append: () => {
    const [name = '', count = '0'] = argument.split(' ');
    withWrites((writes) => {
      tell({ ready: true });
      while (!existsSync(join(stateFolder, 'go'))) sleep(2);
      for (let index = 0; index < Number(count); index += 1) {
        writes.record([makeEvent({ id: `${name}-${index}`, actorId: name })]);
      }
    });
  },
  /** Imports slices under ids from ARGUMENT on, tells each that was confirmed, and never ends. */
  import: () =>
    withWrites((writes) => {
      const operator = { id: 'op', name: 'Olga Operator' };
      const { batch } = writes.beginImport({
        operator,
        title: 'endless.json',
        files: ['endless.json'],
      });
      for (let start = Number(argument); ; start += SLICE) {
        const events = Array.from({ length: SLICE }, (_, index) =>
          makeImported(`n-${start + index}`),
        );
        writes.appendImport({ batch, file: 0, events, rejected: 1 });
        tell({ batch, confirmed: start + SLICE });
      }
    }),
  /** Flags all events of category auth and takes their flags away again, for ever; tells each act. */
  flag: () =>
    withWrites((writes) => {
      const operator = { id: 'op', name: 'Olga Operator' };
      const terms = [{ field: 'category' as const, values: ['auth'], negated: false }];
      const selection = { filter: { from: null, to: null, terms } };
      for (let flagged = true; ; flagged = !flagged) {
        const { act } = writes.flagEvents({ selection, flagged, note: null, operator });
        tell({ act });
      }
    }),
  /** Plans to delete all events of category auth, says so, and does it. */
  prune: () => {
    const { reads, close } = openReads(path, options);
    const filter = {
      from: null,
      to: null,
      terms: [{ field: 'category' as const, values: ['auth'], negated: false }],
    };
    const scope = { filter, before: null, keepNewest: null, minAgeDays: 0 };
    const { plan } = finish(reads.planPrune({ scope, action: 'prune' }));
    close();
    return withWrites((writes) => {
      tell({ plan });
      const operator = { id: 'op', name: 'Olga Operator' };
      return finish(writes.applyPrune({ plan, archive: null, operator }));
    });
  },
  /** Exports everything, again and again, to files whose names begin with ARGUMENT; tells each. */
  export: () =>
    withWrites((writes) => {
      const { jobs } = openJobs(path, options);
      for (let index = 0; ; index += 1) {
        const work = {
          request: ExportRequest.parse({ filter: EVERYTHING, format: 'jsonl' }),
          path: `${argument}-${index}.jsonl`,
          replaces: false,
          operator: { id: 'op', name: 'Olga Operator' },
          version: '0',
          timeZone: 'UTC',
        };
        const written = finish(jobs.writeExport(work));
        const moves = [written.manifest, written.file];
        const act = fileExportAct(work, written);
        writes.finishExport({ act, moves, replaces: false, operator: work.operator });
        tell({ exported: written.sha256 });
      }
    }),
  /** Keeps the store locked against writers until it is killed. */
  lock: () => {
    new Database(path).exec('BEGIN IMMEDIATE');
    tell({ locked: true });
    sleep(60_000);
  },
};

function withWrites<Value>(use: (writes: StoreWrites) => Value): Value {
  const { writes, close } = openWrites(path, options);
  try {
    return use(writes);
  } finally {
    close();
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function tell(value: unknown): void {
  writeSync(1, `${JSON.stringify(value)}\n`);
}

try {
  tell({ ok: true, value: COMMANDS[command]?.() ?? null });
} catch (error) {
  tell({ ok: false, failure: toFailure(error), error: String(error) });
}
