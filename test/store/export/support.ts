import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { ExportRequest } from '#shared/model/export.ts';
import type { ExportResult } from '#shared/model/export.ts';
import { runExport } from '../../../src-main/jobs/run-export.ts';
import type { WriteExport } from '../../../src-main/store/export/write-export.ts';
import { openJobs } from '../../../src-main/store/open-store.ts';
import { finish } from '../../../src-main/store/sliced.ts';
import type { StoreJobs } from '../../../src-main/store/store-api.ts';
import type { TempStore } from '../../support/temp-store.ts';

export const operator = { id: 'op', name: 'Olga Operator' };

/** What is left out of a request is as the schema has it by itself. */
type Asked = Partial<z.input<typeof ExportRequest>>;

/** The work of an export into the folder of a store. */
export function workOf(store: TempStore, name: string, asked: Asked = {}): WriteExport {
  return {
    request: ExportRequest.parse({ filter: EVERYTHING, format: 'jsonl', ...asked }),
    path: join(store.folder, name),
    replaces: false,
    operator,
    version: '1.2.3',
    timeZone: 'Europe/Amsterdam',
  };
}

/** Uses a connection for jobs, as the thread of a job has one. */
export function withJobs<Value>(store: TempStore, use: (jobs: StoreJobs) => Value): Value {
  const { jobs, close } = openJobs(store.path, store.open);
  try {
    return use(jobs);
  } finally {
    close();
  }
}

/** Exports in this thread, as the command line does. */
export function exportTo(
  store: TempStore,
  name: string,
  asked: Asked = {},
  change: Partial<WriteExport> = {},
): Promise<ExportResult> {
  return runExport(
    {
      write: async (work) => withJobs(store, (jobs) => finish(jobs.writeExport(work))),
      finish: async (request) => store.writes.finishExport(request),
      record: async (event) => store.writes.record([event]),
    },
    { ...workOf(store, name, asked), ...change },
  );
}

/** The text of an export. */
export async function exported(store: TempStore, name: string, asked: Asked = {}): Promise<string> {
  await exportTo(store, name, asked);
  return readFileSync(join(store.folder, name), 'utf8');
}

/** The events of a text of JSON Lines. */
export function linesOf(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
