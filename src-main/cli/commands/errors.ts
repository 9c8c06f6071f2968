import { LIMITS } from '#shared/model/limits.ts';
import { ErrorsQuestion, errorsFilter } from '#shared/model/questions.ts';
import { openReads } from '../../store/open-store.ts';
import { finish } from '../../store/sliced.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { prepareLens } from '../lens.ts';
import { listingJson, listingLines, readListing } from '../listing.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { FILTER_NOTES, filterOf, filterOptions, narrowed } from '../options/filter-options.ts';
import { pagingOf, pagingOptions } from '../options/paging-options.ts';
import type { PageBounds } from '../options/paging-options.ts';
import { noOperands } from '../options/parse-options.ts';
import { errorGroupJson } from '../print/answer-json.ts';
import { errorGroupLines } from '../print/error-groups.ts';
import { outputWidth, printJson, printLines } from '../print/output.ts';

const QUESTION = ErrorsQuestion.parse({});
const BOUNDS: PageBounds = { most: LIMITS.errorRows, byDefault: QUESTION.limit };

export const errorsCommand: Command = {
  name: 'errors',
  summary: 'List errors, grouped by their type',
  operands: '',
  notes: [
    'Events whose outcome is error, or that carry an error type. First the types, the most frequent',
    'first, then the errors themselves.',
    '',
    ...FILTER_NOTES,
  ],
  options: [...filterOptions(), ...pagingOptions(BOUNDS)],
  examples: [
    ['errors --last 24h', 'what went wrong in the last day'],
    ['errors --severity ">=error"', 'the serious ones'],
    ['errors --error-type AccessDenied --json', '{"items": […], "total": n, …, "groups": […]}'],
  ],

  run(options) {
    noOperands(options);
    const filter = narrowed(errorsFilter(QUESTION, Date.now()), filterOf(options, Date.now()));
    const paging = pagingOf(options, BOUNDS);
    const { reads, close } = openReads(storePath(options), openOptions());
    try {
      prepareLens(reads, filter);
      const groups = finish(reads.errorGroups({ filter, limit: LIMITS.errorRows }));
      const listing = readListing(reads, filter, paging);
      if (options.has('json')) {
        printJson({ ...listingJson(listing), groups: groups.map(errorGroupJson) });
      } else {
        const types = groups.length > 0 ? [...errorGroupLines(groups, outputWidth()), ''] : [];
        const nothing = 'No errors match. Take a filter away, or see `annals failures`.';
        printLines([...types, ...listingLines(listing, nothing)]);
      }
      return Promise.resolve(EXIT.done);
    } finally {
      close();
    }
  },
};
