import { isEverything } from '#shared/model/event-filter.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { TIMELINE_SPLITS } from '#shared/model/timeline.ts';
import { openReads } from '../../store/open-store.ts';
import { finish } from '../../store/sliced.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { prepareLens } from '../lens.ts';
import { integerOption, wordOption } from '../options/bounded-options.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { FILTER_NOTES, filterOf, filterOptions } from '../options/filter-options.ts';
import { noOperands } from '../options/parse-options.ts';
import { timelineJson } from '../print/answer-json.ts';
import { counted, zoneName } from '../print/format.ts';
import { NO_EVENTS, NO_MATCH } from '../print/nothing.ts';
import { outputWidth, printJson, printLines } from '../print/output.ts';
import { styled } from '../print/style.ts';
import { timelineTableLines } from '../print/timeline-table.ts';

/** A month of days, with one for a range that begins in the middle of one. */
const DEFAULT_BUCKETS = 32;

export const timelineCommand: Command = {
  name: 'timeline',
  summary: 'Count the events that match a filter over time',
  operands: '',
  notes: [
    'Buckets are as wide as a round length of time, and begin at round times of the terminal’s zone.',
    '',
    ...FILTER_NOTES,
  ],
  options: [
    ...filterOptions(),
    {
      name: 'buckets',
      value: 'N',
      help: `At most N buckets (1–${LIMITS.timelineBuckets}, default ${DEFAULT_BUCKETS})`,
      group: 'Timeline',
    },
    {
      name: 'by',
      value: 'FIELD',
      help: 'Split by severity (default) or outcome',
      group: 'Timeline',
    },
  ],
  examples: [
    ['timeline', 'the whole trail'],
    ['timeline --last 24h --by outcome', 'the last day, failures apart from the rest'],
    ['timeline --actor alice --buckets 200 --json', '{"buckets": [{"start", "end", "total", …}]}'],
  ],

  run(options) {
    noOperands(options);
    const filter = filterOf(options, Date.now());
    const by = wordOption(options, 'by', TIMELINE_SPLITS, 'severity');
    const atMost = integerOption(options, 'buckets', 1, LIMITS.timelineBuckets) ?? DEFAULT_BUCKETS;
    const { reads, close } = openReads(storePath(options), openOptions());
    try {
      prepareLens(reads, filter);
      const timeline = finish(
        reads.timeline({ filter, by, buckets: atMost, timeZone: zoneName() }),
      );
      if (options.has('json')) {
        printJson(timelineJson(timeline));
      } else if (timeline.buckets.length === 0) {
        printLines([isEverything(filter) ? NO_EVENTS : NO_MATCH]);
      } else {
        const total = timeline.buckets.reduce((sum, bucket) => sum + bucket.total, 0);
        const footer = `${counted(total, 'event')} by ${by}; times in ${zoneName()}.`;
        const lines = timelineTableLines(timeline, by, outputWidth());
        printLines([...lines, '', styled('dim', footer)]);
      }
      return Promise.resolve(EXIT.done);
    } finally {
      close();
    }
  },
};
