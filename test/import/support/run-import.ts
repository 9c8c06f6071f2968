import type { NewEvent } from '#shared/model/audit-event.ts';
import type { ImportResult } from '#shared/model/import.ts';
import { importFiles } from '../../../src-main/import/import-files.ts';
import type { ImportRequest, ImportSink } from '../../../src-main/import/import-files.ts';
import { expandSources } from '../../../src-main/import/sources.ts';
import type { StoreWrites } from '../../../src-main/store/store-api.ts';

const OPERATOR = { id: 'tester@here', name: 'tester' };

/** A store that was opened in this thread, as the importer wants it. */
export function sinkOf(writes: StoreWrites): ImportSink {
  return {
    beginImport: async (request) => writes.beginImport(request),
    appendImport: async (request) => writes.appendImport(request),
    finishImport: async (request) => writes.finishImport(request),
  };
}

/** Imports files and folders. */
export async function runImport(
  paths: readonly string[],
  sink: ImportSink,
  options: Partial<ImportRequest> = {},
): Promise<ImportResult> {
  const sources = await expandSources(paths);
  return importFiles({ sources, title: 'a test', operator: OPERATOR, sink, ...options });
}

/** One event that was handed over, with its raw record as text. */
export interface Collected {
  readonly event: NewEvent & { readonly id: string };
  readonly raw: string;
}

/** Imports into a list, for tests of what files become and not of the store. */
export async function collect(
  paths: readonly string[],
  options: Partial<ImportRequest> = {},
): Promise<{ readonly events: Collected[]; readonly result: ImportResult }> {
  const events: Collected[] = [];
  const ids = new Set<string>();
  const sink: ImportSink = {
    beginImport: () => Promise.resolve({ batch: 1 }),
    appendImport: (request) => {
      let added = 0;
      for (const { event, raw } of request.events) {
        if (ids.has(event.id)) continue;
        ids.add(event.id);
        added += 1;
        events.push({ event, raw: Buffer.from(raw).toString('utf8') });
      }
      return Promise.resolve({ added, duplicates: request.events.length - added, headSeq: 0 });
    },
    finishImport: () =>
      Promise.resolve({ read: 0, added: 0, duplicates: 0, rejected: 0, eventId: '', headSeq: 0 }),
  };
  return { events, result: await runImport(paths, sink, options) };
}
