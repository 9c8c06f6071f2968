import { toEventJson } from '#shared/model/event-json.ts';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { openReads } from '../../store/open-store.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { usageError } from '../options/parse-options.ts';
import { eventDetailLines } from '../print/event-detail.ts';
import { printJson, printLines } from '../print/output.ts';

export const getCommand: Command = {
  name: 'get',
  summary: 'Show everything about one event',
  operands: 'ID',
  notes: ['ID is the id of an event, or its number as `annals query` lists it under #.'],
  options: [],
  examples: [
    ['get 1204', 'event number 1204, with its original record'],
    ['get im_01893f9c6f20af0030f9d9921cb88b01 --json', '{"event": …, "raw": …}'],
  ],

  run(options) {
    const [id, second] = options.operands;
    if (id === undefined || second !== undefined) {
      throw usageError('Name one event: annals get ID.', '`annals query` lists them under #.');
    }
    const { reads, close } = openReads(storePath(options), openOptions());
    try {
      const detail = reads.detail(/^\d{1,15}$/u.test(id) ? { seq: Number(id) } : { id });
      if (options.has('json')) {
        const { raw, importedFrom } = detail;
        printJson({ event: toEventJson(detail.event), review: {}, raw, importedFrom });
      } else {
        printLines(eventDetailLines(detail));
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
