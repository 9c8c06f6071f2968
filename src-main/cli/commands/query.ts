import { isEverything } from '#shared/model/event-filter.ts';
import { openReads } from '../../store/open-store.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { listingJson, listingLines, readListing } from '../listing.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { FILTER_NOTES, filterOf, filterOptions } from '../options/filter-options.ts';
import { PAGE_BOUNDS, pagingOf, pagingOptions } from '../options/paging-options.ts';
import { noOperands } from '../options/parse-options.ts';
import { NO_EVENTS, NO_MATCH } from '../print/nothing.ts';
import { printJson, printLines } from '../print/output.ts';

export const queryCommand: Command = {
  name: 'query',
  summary: 'List the events that match a filter',
  operands: '',
  notes: FILTER_NOTES,
  options: [...filterOptions(), ...pagingOptions(PAGE_BOUNDS)],
  examples: [
    ['query --last 24h', 'the newest events of the last day'],
    ['query --actor alice --outcome failure', 'what alice did not manage to do'],
    ['query --service billing --intent refund --days 30', 'all refunds of the last month'],
    ['query --text DeleteTrail --severity ">=error"', 'serious ones that mention DeleteTrail'],
    [`query --query 'action:user.* -actor:alice'`, 'as in the query bar; all but alice'],
    ['query --action "user.*" --limit 500 --json', '{"items": […], "total": n, …}'],
  ],

  run(options) {
    noOperands(options);
    const filter = filterOf(options, Date.now());
    const paging = pagingOf(options, PAGE_BOUNDS);
    const { reads, close } = openReads(storePath(options), openOptions());
    try {
      const listing = readListing(reads, filter, paging);
      if (options.has('json')) printJson(listingJson(listing));
      else printLines(listingLines(listing, isEverything(filter) ? NO_EVENTS : NO_MATCH));
      return Promise.resolve(EXIT.done);
    } finally {
      close();
    }
  },
};
