import type { PruneScope } from '#shared/model/prune.ts';
import { applyPlan, printPlan } from '../apply-prune.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { integerOption } from '../options/bounded-options.ts';
import { PAGE_BOUNDS, sliceOf, sliceOptions } from '../options/paging-options.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import { APPLY_OPTIONS } from '../options/prune-options.ts';
import { batchListLines } from '../print/batch-table.ts';
import { outputWidth, printJson, printLines } from '../print/output.ts';
import { batchJson } from '../print/review-json.ts';
import { openReads } from '../../store/open-store.ts';
import type { Options } from '../options/parse-options.ts';

export const batchesCommand: Command = {
  name: 'batches',
  summary: 'List the imports and what they brought in, or undo one',
  operands: '',
  notes: [
    'The newest comes first. `annals query --batch N` lists the events of one. One that is called',
    'interrupted was cut short by a crash; importing the same files again adds the rest.',
    'Undoing takes the events of an import out again: first a plan, then its application, as prune.',
    'What is on hold stays, and one event records what was taken back.',
  ],
  options: [
    ...sliceOptions(PAGE_BOUNDS, 'imports'),
    { name: 'undo', value: 'BATCH', help: 'Plan to take an import back', group: 'Options' },
    ...APPLY_OPTIONS,
  ],
  examples: [
    ['batches', 'the last hundred'],
    ['batches --limit 1 --json', '{"items": [{"id": n, "added": n, …}], "total": n, …}'],
    ['batches --undo 3', 'what would go'],
    ['batches --apply p_4be1c0de12345678', 'do it'],
  ],

  run(options) {
    noOperands(options);
    if (options.has('apply')) return applyPlan(options);
    if (options.has('archive')) throw usageError('--archive goes with --apply.');
    const batch = integerOption(options, 'undo', 1, Number.MAX_SAFE_INTEGER);
    return Promise.resolve(batch === null ? list(options) : undo(options, batch));
  },
};

function list(options: Options): number {
  const slice = sliceOf(options, PAGE_BOUNDS);
  const { reads, close } = openReads(storePath(options), openOptions());
  try {
    const page = reads.batches(slice);
    if (options.has('json')) {
      printJson({ items: page.items.map(batchJson), total: page.total, ...slice });
    } else {
      printLines(batchListLines(page, slice, outputWidth()));
    }
    return EXIT.done;
  } finally {
    close();
  }
}

function undo(options: Options, batch: number): number {
  const filter = {
    from: null,
    to: null,
    terms: [{ field: 'batch' as const, values: [String(batch)], negated: false }],
  };
  const scope: PruneScope = { filter, before: null, keepNewest: null, minAgeDays: 0 };
  return printPlan(options, scope, 'batch.undo');
}
