import { openReads } from '../../store/open-store.ts';
import { authorize } from '../authorize.ts';
import { changeStore } from '../change-store.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { ACCESS_OPTIONS } from '../options/access-options.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import type { Options } from '../options/parse-options.ts';
import { wordsOption } from '../options/words-option.ts';
import { printJson, printLines } from '../print/output.ts';
import { reviewStateJson } from '../print/review-json.ts';
import { markReportLines, reviewStateLines } from '../print/review-report.ts';

export const reviewCommand: Command = {
  name: 'review',
  summary: 'Show how far the trail was reviewed, or sign off on it',
  operands: '',
  notes: [
    'The review mark says that every event up to one was looked at, by whom and when. Marking is an',
    'event of the trail. Events that only tell of flags, notes, holds and marks need no review.',
  ],
  options: [
    ...ACCESS_OPTIONS,
    { name: 'mark', value: null, help: 'Sign off, up to the newest event', group: 'Options' },
    {
      name: 'up-to',
      value: 'ID',
      help: 'With --mark: up to this event only, by id or number',
      group: 'Options',
    },
    { name: 'note', value: 'TEXT', help: 'With --mark: what was found', group: 'Options' },
  ],
  examples: [
    ['review', 'what was reviewed, and what is new'],
    ['review --mark --note "nothing unusual"', 'all there is was looked at'],
    ['review --mark --up-to 1204 --json', '{"updatedCount": n, "eventId": …, "upToSeq": n}'],
  ],

  async run(options) {
    noOperands(options);
    if (options.has('mark')) await mark(options);
    else show(options);
    return EXIT.done;
  },
};

/** @throws AnnalsError INVALID_INPUT for options that only go with a mark */
function show(options: Options): void {
  const stray = ['up-to', 'note'].find((name) => options.has(name));
  if (stray !== undefined) throw usageError(`--${stray} goes with --mark.`);
  const { reads, close } = openReads(storePath(options), openOptions());
  try {
    const state = reads.reviewState();
    if (options.has('json')) printJson(reviewStateJson(state));
    else printLines(reviewStateLines(state, reads.facts().headSeq));
  } finally {
    close();
  }
}

async function mark(options: Options): Promise<void> {
  const note = wordsOption(options, 'note');
  const upTo = options.one('up-to');
  const operator = await authorize(options, 'auditor');
  const { upToSeq, result } = changeStore(options, ({ reads, writes }) => {
    const [seq] = upTo === undefined ? [reads.facts().headSeq] : reads.seqsOf([upTo]);
    if (seq === undefined) throw new Error('the event was not looked up');
    const result = writes.markReviewed({ upToSeq: seq, note, operator });
    return { upToSeq: seq, result };
  });
  if (options.has('json')) printJson({ ...result, upToSeq });
  else printLines(markReportLines(result, upToSeq));
}
