import { ServiceQuestion, serviceFilter } from '#shared/model/questions.ts';
import { openReads } from '../../store/open-store.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { listingJson, listingLines, readListing } from '../listing.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { FILTER_NOTES, filterOf, filterOptions, narrowed } from '../options/filter-options.ts';
import { PAGE_BOUNDS, pagingOf, pagingOptions } from '../options/paging-options.ts';
import { usageError } from '../options/parse-options.ts';
import type { Options } from '../options/parse-options.ts';
import { printJson, printLines } from '../print/output.ts';
import { visibleLine } from '../print/visible-text.ts';

export const byServiceCommand: Command = {
  name: 'by-service',
  summary: 'List everything that touched a service',
  operands: 'NAME',
  notes: [
    'NAME is the id or the name of a service; `annals facets --field service` lists those there are.',
    '',
    ...FILTER_NOTES,
  ],
  options: [...filterOptions(), ...pagingOptions(PAGE_BOUNDS)],
  examples: [
    ['by-service s3', 'all that touched s3'],
    ['by-service s3 --outcome failure --days 90', 'what went wrong in 90 days'],
    ['by-service billing --json', '{"items": […], "total": n, "nextCursor": …}'],
  ],

  run(options) {
    const now = Date.now();
    const question = questionOf(options);
    const filter = narrowed(serviceFilter(question, now), filterOf(options, now));
    const paging = pagingOf(options, PAGE_BOUNDS);
    const { reads, close } = openReads(storePath(options), openOptions());
    try {
      const listing = readListing(reads, filter, paging);
      const nothing = `No events of the service “${visibleLine(question.service)}” match. Services there are: annals facets --field service`;
      if (options.has('json')) printJson(listingJson(listing));
      else printLines(listingLines(listing, nothing));
      return Promise.resolve(EXIT.done);
    } finally {
      close();
    }
  },
};

/** @throws AnnalsError INVALID_INPUT */
function questionOf({ operands }: Options): ServiceQuestion {
  const [service, second] = operands;
  if (service === undefined || second !== undefined) {
    throw usageError(
      'Name one service: annals by-service NAME.',
      '`annals facets --field service` lists them.',
    );
  }
  const question = ServiceQuestion.safeParse({ service });
  if (question.success) return question.data;
  throw usageError(
    `The name of the service is not valid: ${question.error.issues[0]?.message ?? ''}.`,
  );
}
