import { toEventJson } from '#shared/model/event-json.ts';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { openReads } from '../../store/open-store.ts';
import { finish } from '../../store/sliced.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { usageError } from '../options/parse-options.ts';
import { relatedJson, reviewJson } from '../print/answer-json.ts';
import { eventDetailLines } from '../print/event-detail.ts';
import { outputWidth, printJson, printLines } from '../print/output.ts';
import { relatedLines } from '../print/related-events.ts';
import { reviewLines } from '../print/review-lines.ts';

/** Events in each list of related ones: for programs, and for people. */
const LISTED = 50;
const SHOWN = 5;

export const getCommand: Command = {
  name: 'get',
  summary: 'Show everything about one event',
  operands: 'ID',
  notes: ['ID is the id of an event, or its number as `annals query` lists it under #.'],
  options: [],
  examples: [
    ['get 1204', 'number 1204, and what happened around it'],
    ['get im_01893f9c6f20af0030f9d9921cb88b01 --json', '{"event": …, "related": …, …}'],
  ],

  run(options) {
    const [id, second] = options.operands;
    if (id === undefined || second !== undefined) {
      throw usageError('Name one event: annals get ID.', '`annals query` lists them under #.');
    }
    const { reads, close } = openReads(storePath(options), openOptions());
    try {
      const detail = reads.detail(/^\d{1,15}$/u.test(id) ? { seq: Number(id) } : { id });
      const { seq } = detail.event;
      const review = reads.reviewOf(seq);
      if (options.has('json')) {
        const { event, raw, importedFrom } = detail;
        const related = finish(reads.related({ seq, limit: LISTED }));
        printJson({
          event: toEventJson(event),
          review: reviewJson(review),
          related: relatedJson(related),
          raw,
          importedFrom,
        });
      } else {
        const related = finish(reads.related({ seq, limit: SHOWN }));
        printLines([
          ...eventDetailLines(detail),
          ...reviewLines(review),
          ...relatedLines(related, outputWidth()),
        ]);
      }
      return Promise.resolve(EXIT.done);
    } catch (error) {
      throw error instanceof AnnalsError && error.code === 'NOT_FOUND'
        ? new AnnalsError(
            'NOT_FOUND',
            `There is no event ${id}.`,
            '`annals query` lists those there are.',
          )
        : error;
    } finally {
      close();
    }
  },
};
