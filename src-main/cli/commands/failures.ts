import { LIMITS } from '#shared/model/limits.ts';
import { FailuresQuestion, failuresFilter } from '#shared/model/questions.ts';
import { openReads } from '../../store/open-store.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { listingJson, listingLines, readListing } from '../listing.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { FILTER_NOTES, filterOf, filterOptions, narrowed } from '../options/filter-options.ts';
import { PAGE_BOUNDS, pagingOf, pagingOptions } from '../options/paging-options.ts';
import { noOperands } from '../options/parse-options.ts';
import { printJson, printLines } from '../print/output.ts';

const QUESTION = FailuresQuestion.parse({});
const LOOK_BACK = { most: LIMITS.failureDays, otherwise: `, default ${QUESTION.days}` };

export const failuresCommand: Command = {
  name: 'failures',
  summary: 'List what failed lately',
  operands: '',
  notes: [
    `Events whose outcome is failure or error, of the last ${QUESTION.days} days, or of the time that --days,`,
    '--last, --from or --to name. Other filters narrow them down further.',
    '',
    ...FILTER_NOTES,
  ],
  options: [...filterOptions(LOOK_BACK), ...pagingOptions(PAGE_BOUNDS)],
  examples: [
    ['failures', 'what failed in the last week'],
    ['failures --days 30 --service s3', 'in one service, in the last month'],
    ['failures --days 1 --actor alice --json', '{"items": […], "total": n, "nextCursor": …}'],
  ],

  run(options) {
    noOperands(options);
    const now = Date.now();
    const given = filterOf(options, now, LOOK_BACK);
    const paging = pagingOf(options, PAGE_BOUNDS);
    const filter = narrowed(failuresFilter(QUESTION, now), given);
    const { reads, close } = openReads(storePath(options), openOptions());
    try {
      const listing = readListing(reads, filter, paging);
      const nothing = `No failures match. Look further back with --days (up to ${LOOK_BACK.most}) or --from.`;
      if (options.has('json')) printJson(listingJson(listing));
      else printLines(listingLines(listing, nothing));
      return Promise.resolve(EXIT.done);
    } finally {
      close();
    }
  },
};
