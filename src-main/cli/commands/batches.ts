import { openReads } from '../../store/open-store.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { PAGE_BOUNDS, sliceOf, sliceOptions } from '../options/paging-options.ts';
import { noOperands } from '../options/parse-options.ts';
import { batchListLines } from '../print/batch-table.ts';
import { outputWidth, printJson, printLines } from '../print/output.ts';
import { batchJson } from '../print/review-json.ts';

export const batchesCommand: Command = {
  name: 'batches',
  summary: 'List the imports and what they brought in',
  operands: '',
  notes: [
    'The newest comes first. `annals query --batch N` lists the events of one. One that is called',
    'interrupted was cut short by a crash; importing the same files again adds the rest.',
  ],
  options: sliceOptions(PAGE_BOUNDS, 'imports'),
  examples: [
    ['batches', 'the last hundred'],
    ['batches --limit 1 --json', '{"items": [{"id": n, "added": n, …}], "total": n, …}'],
  ],

  run(options) {
    noOperands(options);
    const slice = sliceOf(options, PAGE_BOUNDS);
    const { reads, close } = openReads(storePath(options), openOptions());
    try {
      const page = reads.batches(slice);
      if (options.has('json')) {
        printJson({ items: page.items.map(batchJson), total: page.total, ...slice });
      } else {
        printLines(batchListLines(page, slice, outputWidth()));
      }
      return Promise.resolve(EXIT.done);
    } finally {
      close();
    }
  },
};
