import { openReads } from '../../store/open-store.ts';
import { finish } from '../../store/sliced.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { FILTER_NOTES, filterOf, filterOptions } from '../options/filter-options.ts';
import { noOperands } from '../options/parse-options.ts';
import { counted } from '../print/format.ts';
import { printJson, printLines } from '../print/output.ts';

export const countCommand: Command = {
  name: 'count',
  summary: 'Count the events that match a filter',
  operands: '',
  notes: FILTER_NOTES,
  options: filterOptions(),
  examples: [
    ['count', 'all events'],
    ['count --outcome failure,error --last 7d', 'what went wrong in the last week'],
    [`count --query 'error:yes -actor:alice'`, 'as in the query bar; all but alice'],
    ['count --text "access denied" --json', '{"total": n}'],
  ],

  run(options) {
    noOperands(options);
    const filter = filterOf(options, Date.now());
    const { reads, close } = openReads(storePath(options), openOptions());
    try {
      const total = finish(reads.total(filter));
      if (options.has('json')) printJson({ total });
      else printLines([counted(total, 'event')]);
      return Promise.resolve(EXIT.done);
    } finally {
      close();
    }
  },
};
