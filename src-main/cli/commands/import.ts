import { existsSync } from 'node:fs';
import type { ImportPreview } from '#shared/model/import-preview.ts';
import type { ImportProgress, ImportResult } from '#shared/model/import.ts';
import { importFiles } from '../../import/run/import-files.ts';
import { storeSink } from '../../import/run/import-sink.ts';
import { FILE_FORMS } from '#shared/model/file-forms.ts';
import { dataPaths } from '../../data-paths.ts';
import { MappingFiles, mappingFolder } from '../../import/mappings/mapping-files.ts';
import { MappingSet } from '../../import/mappings/mapping-set.ts';
import type { ReadRequest } from '../../import/run/open-files.ts';
import { previewFiles } from '../../import/run/preview-files.ts';
import { openReads } from '../../store/open-store.ts';
import { expandSources, titleOf } from '../../import/sources/sources.ts';
import { createWorkerFromSource } from '../../store/host/create-worker.ts';
import { currentOperator } from '../../operator.ts';
import { openStoreHost } from '../../store/host/store-host.ts';
import type { StoreHost } from '../../store/host/store-host.ts';
import { authorize } from '../authorize.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { indexText } from '../index-text.ts';
import { interruptSignal } from '../interrupt.ts';
import { ACCESS_OPTIONS } from '../options/access-options.ts';
import { IMPORT_OPTIONS, importOptionsOf } from '../options/import-options.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { usageError } from '../options/parse-options.ts';
import type { Options } from '../options/parse-options.ts';
import { importProgressText } from '../print/import-progress.ts';
import { importReportLines, previewLines, previewJson } from '../print/import-report.ts';
import { printJson, printLines } from '../print/output.ts';
import { ProgressLine } from '../print/progress-line.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'Bring in audit logs from files and folders',
  operands: 'FILE|FOLDER…',
  notes: [
    'Reads JSON, JSON Lines, CSV, text logs, Linux audit and journal exports and SQLite tables, plain,',
    'gzip or zip; what a file is, its content says. The formats of common systems are understood, and',
    'common field names elsewhere: see annals mappings. What is in the store already is not added',
    'again. Bad records are reported and the others kept; a broken JSON document is refused as a',
    'whole. The store is created if there is none.',
    '',
    `Formats: ${FILE_FORMS.join(', ')}.`,
  ],
  options: [...IMPORT_OPTIONS, ...ACCESS_OPTIONS],
  examples: [
    ['import CloudTrail/', 'every file in a folder, archives too'],
    ['import audit.jsonl users.csv --store case-7.db', 'two files, into a store of their own'],
    ['import portal.csv --zone Europe/Berlin --dry-run', 'what would happen'],
    ['import export.json --strict --json', '{"batch": n, "read": n, "added": n, …}'],
  ],

  async run(options) {
    if (options.operands.length === 0) {
      throw usageError('Name the files or folders to import.', 'As in: annals import CloudTrail/');
    }
    const importOptions = await importOptionsOf(options);
    const sources = await expandSources(options.operands);
    const isDryRun = options.has('dry-run');
    const operator = isDryRun ? currentOperator() : await authorize(options, 'admin');
    const startedAt = performance.now();
    const signal = interruptSignal();
    const progress = new ProgressLine();
    const request = {
      // A person finds a file again by the path that was typed, not by its name alone.
      sources: sources.map((source) => ({ ...source, name: source.path })),
      options: importOptions,
      mappings: new MappingSet(await new MappingFiles(mappingFolder(dataPaths())).list()),
      onProgress: (now: ImportProgress) =>
        progress.show(importProgressText(now, performance.now() - startedAt)),
      signal,
    };
    if (isDryRun) return dryRun(options, request, progress, startedAt);
    const title = titleOf(options.operands, sources.length);
    const store = new LateStore(storePath(options));
    let result: ImportResult;
    let isCancelled: boolean;
    let elapsed: number;
    try {
      result = await importFiles({ ...request, title, operator, sink: store.sink });
      isCancelled = signal.aborted;
      elapsed = performance.now() - startedAt;
      // What is interrupted from here on was imported all the same.
      if (!isCancelled) await store.indexText(signal, (line) => progress.show(line));
    } finally {
      progress.clear();
      await store.close();
    }
    const isInVain = result.rejected > 0 && result.rejected === result.read;
    if (options.has('json')) {
      printJson(result);
    } else {
      const files = sources.length;
      printLines(importReportLines(result, { files, elapsed, isCancelled }));
    }
    if (isCancelled) return EXIT.interrupted;
    return isInVain ? EXIT.badInput : EXIT.done;
  },
};

/** Says what an import would do; the store is asked what it has, if there is one. */
async function dryRun(
  options: Options,
  request: ReadRequest,
  progress: ProgressLine,
  startedAt: number,
): Promise<number> {
  const path = storePath(options);
  const store = existsSync(path) ? openReads(path, openOptions()) : null;
  let preview: ImportPreview;
  try {
    const known = (ids: readonly string[]): Promise<readonly string[]> =>
      Promise.resolve(store?.reads.knownIds(ids) ?? []);
    preview = await previewFiles({ ...request, limit: null, known });
  } finally {
    progress.clear();
    store?.close();
  }
  if (options.has('json')) printJson(previewJson(preview));
  else printLines(previewLines(preview, performance.now() - startedAt));
  return preview.rejected > 0 && preview.rejected === preview.read ? EXIT.badInput : EXIT.done;
}

/**
 * A store that is opened, and created if need be, when the first events are ready for it: what is
 * refused before leaves nothing behind. It writes in a thread of its own while files are read here.
 */
class LateStore {
  readonly #path: string;
  #host: Promise<StoreHost> | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  readonly sink = storeSink({
    beginImport: async (request) => (await this.#open()).writes.beginImport(request),
    appendImport: async (request) => (await this.#open()).writes.appendImport(request),
    finishImport: async (request) => (await this.#open()).writes.finishImport(request),
  });

  /** Does nothing if the import did not need the store. */
  async indexText(signal: AbortSignal, show: (line: string) => void): Promise<void> {
    const host = await this.#host;
    if (host) await indexText(host.writes, signal, show);
  }

  async close(): Promise<void> {
    // If it could not be opened, the import has failed with the reason already.
    const host = await this.#host?.catch(() => null);
    await host?.close();
  }

  #open(): Promise<StoreHost> {
    this.#host ??= openStoreHost({
      path: this.#path,
      open: openOptions(),
      createWorker: createWorkerFromSource,
    });
    return this.#host;
  }
}
