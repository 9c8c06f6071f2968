import type { ImportProgress, ImportResult } from '#shared/model/import.ts';
import { importFiles } from '../../import/run/import-files.ts';
import { storeSink } from '../../import/run/import-sink.ts';
import { MAPPING_NAMES } from '../../import/mappings/registry.ts';
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
import { openOptions, storePath } from '../options/common-options.ts';
import { usageError } from '../options/parse-options.ts';
import { importProgressText } from '../print/import-progress.ts';
import { importReportLines } from '../print/import-report.ts';
import { printJson, printLines } from '../print/output.ts';
import { ProgressLine } from '../print/progress-line.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'Bring in audit logs from files and folders',
  operands: 'FILE|FOLDER…',
  notes: [
    'Reads JSON, JSON Lines and CSV; what a file is, its content says. AWS CloudTrail, Annals’ own',
    'JSON and common field names are understood. What is in the store already is not added again.',
    'Bad records are reported and the others kept; a broken JSON document is refused as a whole.',
    'The store is created if there is none.',
  ],
  options: [
    {
      name: 'format',
      value: 'NAME',
      help: `Read every record as ${MAPPING_NAMES.join(', ')}`,
      group: 'Options',
    },
    {
      name: 'strict',
      value: null,
      help: 'Write nothing if any record is bad',
      group: 'Options',
    },
    {
      name: 'dry-run',
      value: null,
      help: 'Read everything and write nothing; does not ask what the store has',
      group: 'Options',
    },
    ...ACCESS_OPTIONS,
  ],
  examples: [
    ['import CloudTrail/', 'every file in a folder'],
    ['import audit.jsonl users.csv --store case-7.db', 'two files, into a store of their own'],
    ['import export.json --strict --json', '{"read": n, "added": n, "duplicates": n, …}'],
  ],

  async run(options) {
    if (options.operands.length === 0) {
      throw usageError('Name the files or folders to import.', 'As in: annals import CloudTrail/');
    }
    const mapping = options.one('format');
    if (mapping !== undefined && !MAPPING_NAMES.includes(mapping)) {
      throw usageError(`--format must be one of ${MAPPING_NAMES.join(', ')}.`);
    }
    const sources = await expandSources(options.operands);
    const isDryRun = options.has('dry-run');
    const operator = isDryRun ? currentOperator() : await authorize(options, 'admin');
    const startedAt = performance.now();
    const signal = interruptSignal();
    const progress = new ProgressLine();
    const request = {
      // A person finds a file again by the path that was typed, not by its name alone.
      sources: sources.map((source) => ({ ...source, name: source.path })),
      title: titleOf(options.operands, sources.length),
      operator,
      onProgress: (now: ImportProgress) =>
        progress.show(importProgressText(now, performance.now() - startedAt)),
      signal,
      mapping,
      isStrict: options.has('strict'),
    };
    const store = new LateStore(storePath(options));
    let result: ImportResult;
    let isCancelled: boolean;
    let elapsed: number;
    try {
      result = await importFiles({ ...request, sink: store.sink, isDryRun });
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
      printLines(importReportLines(result, { files, elapsed, isDryRun, isCancelled }));
    }
    if (isCancelled) return EXIT.interrupted;
    return isInVain ? EXIT.badInput : EXIT.done;
  },
};

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
