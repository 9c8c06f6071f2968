import type { z } from 'zod';
import { ImportOptions } from '#shared/model/import-options.ts';
import { MappingSet } from '../../../src-main/import/mappings/mapping-set.ts';
import type { NewEvent } from '#shared/model/audit-event.ts';
import type { ImportResult } from '#shared/model/import.ts';
import { importFiles } from '../../../src-main/import/run/import-files.ts';
import type { ImportRequest } from '../../../src-main/import/run/import-files.ts';
import { storeSink } from '../../../src-main/import/run/import-sink.ts';
import type { ImportSink } from '../../../src-main/import/run/import-sink.ts';
import { expandSources } from '../../../src-main/import/sources/sources.ts';
import type { PackedEvents } from '../../../src-main/store/packing/packed-events.ts';
import type { StoreWrites } from '../../../src-main/store/store-api.ts';

const OPERATOR = { id: 'tester@here', name: 'tester' };

/** A store that was opened in this thread, as the importer wants it. */
export function sinkOf(writes: StoreWrites): ImportSink<PackedEvents> {
  return storeSink({
    beginImport: async (request) => writes.beginImport(request),
    appendImport: async (request) => writes.appendImport(request),
    finishImport: async (request) => writes.finishImport(request),
  });
}

type RunOptions = Partial<Omit<ImportRequest<never>, 'sink' | 'options'>> & {
  readonly options?: z.input<typeof ImportOptions>;
};

/** Imports files and folders. */
export async function runImport<Events>(
  paths: readonly string[],
  sink: ImportSink<Events>,
  { options = {}, ...request }: RunOptions = {},
): Promise<ImportResult> {
  const sources = await expandSources(paths);
  return importFiles({
    sources,
    title: 'a test',
    operator: OPERATOR,
    sink,
    options: ImportOptions.parse(options),
    mappings: new MappingSet([]),
    ...request,
  });
}

/** One event that was handed over, with its raw record as text. */
export interface Collected {
  readonly event: NewEvent & { readonly id: string };
  readonly raw: string;
}

/** Imports into a list, for tests of what files become and not of the store. */
export async function collect(
  paths: readonly string[],
  options: RunOptions = {},
): Promise<{ readonly events: Collected[]; readonly result: ImportResult }> {
  const events: Collected[] = [];
  const ids = new Set<string>();
  let slice: Collected[] = [];
  const sink: ImportSink<readonly Collected[]> = {
    beginImport: () => Promise.resolve({ batch: 1 }),
    collector: {
      add: (event, raw) => void slice.push({ event, raw: Buffer.from(raw).toString('utf8') }),
      take: () => {
        const taken = slice;
        slice = [];
        return taken;
      },
    },
    appendImport: (request) => {
      const added = request.events.filter(({ event }) => !ids.has(event.id) && ids.add(event.id));
      events.push(...added);
      const duplicates = request.events.length - added.length;
      return Promise.resolve({ added: added.length, duplicates, headSeq: 0 });
    },
    finishImport: () =>
      Promise.resolve({ read: 0, added: 0, duplicates: 0, rejected: 0, eventId: '', headSeq: 0 }),
  };
  return { events, result: await runImport(paths, sink, options) };
}
