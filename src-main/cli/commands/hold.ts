import type { EntityKey, HoldSelection } from '#shared/model/review.ts';
import { openReads } from '../../store/open-store.ts';
import { finish } from '../../store/sliced.ts';
import { authorize } from '../authorize.ts';
import { changeStore } from '../change-store.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { ACCESS_OPTIONS } from '../options/access-options.ts';
import { integerOption } from '../options/bounded-options.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { FILTER_NOTES, filterOptions } from '../options/filter-options.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import type { Options } from '../options/parse-options.ts';
import {
  SELECTION_OPTIONS,
  entityKeyOf,
  namedEvents,
  selectionOf,
} from '../options/selection-options.ts';
import type { NamedEvents } from '../options/selection-options.ts';
import { wordsOption } from '../options/words-option.ts';
import { holdReportLines, releaseReportLines } from '../print/hold-report.ts';
import { holdTableLines } from '../print/hold-table.ts';
import { outputWidth, printJson, printLines } from '../print/output.ts';
import { holdJson } from '../print/review-json.ts';

export const holdCommand: Command = {
  name: 'hold',
  summary: 'Keep events from being pruned, or list what is kept',
  operands: '',
  notes: [
    'What is on hold is never pruned or cleared, until every hold on it is released. A hold is on the',
    'events that are named, on all of an entity, or on all that match a filter; of the last two, also',
    'on those that come later. Without any of them, the holds there are get listed.',
    '',
    ...FILTER_NOTES,
  ],
  options: [
    ...SELECTION_OPTIONS,
    {
      name: 'entity',
      value: 'TYPE:ID',
      help: 'All events that touched this, now and later',
      group: 'Options',
    },
    { name: 'reason', value: 'TEXT', help: 'Why; must be there', group: 'Options' },
    { name: 'release', value: 'N', help: 'Release hold N', group: 'Options' },
    ...ACCESS_OPTIONS,
    ...filterOptions(),
  ],
  examples: [
    ['hold', 'the holds there are'],
    ['hold --entity seller:17 --reason "case 7"', 'all that seller 17 is part of'],
    ['hold --ids 1204,1207 --reason "case 7" --json', '{"hold": n, "heldCount": n, …}'],
    ['hold --release 3 --reason "case 7 is closed"', ''],
  ],

  async run(options) {
    noOperands(options);
    const selection = selectionIn(options);
    const release = integerOption(options, 'release', 1, Number.MAX_SAFE_INTEGER);
    const reason = wordsOption(options, 'reason');
    if (release !== null && selection) {
      throw usageError('--release names the hold, and nothing else.', 'Take a call for each.');
    }
    if (release === null && !selection && reason === null) {
      list(options);
    } else {
      if (reason === null) throw usageError('Say why, with --reason.', 'Others will want to know.');
      if (release !== null) await lift(options, release, reason);
      else if (selection) await place(options, selection, reason);
      else throw usageError('Say what to hold: --ids, --entity, a filter, or --all.');
    }
    return EXIT.done;
  },
};

type Selection = NamedEvents | { readonly entity: EntityKey };

/** @throws AnnalsError INVALID_INPUT if more than one is named */
function selectionIn(options: Options): Selection | null {
  const events = namedEvents(options, Date.now());
  const entity = options.one('entity');
  if (entity === undefined) return events;
  if (events) throw usageError('A hold is on events or on an entity.', 'Place two, one for each.');
  return { entity: entityKeyOf('entity', entity) };
}

async function place(options: Options, named: Selection, reason: string): Promise<void> {
  const operator = await authorize(options, 'auditor');
  const result = changeStore(options, ({ reads, writes }) => {
    const selection: HoldSelection = 'entity' in named ? named : selectionOf(named, reads);
    return writes.placeHold({ selection, reason, operator });
  });
  if (options.has('json')) printJson(result);
  else printLines(holdReportLines(result, !('names' in named)));
}

async function lift(options: Options, hold: number, reason: string): Promise<void> {
  const operator = await authorize(options, 'auditor');
  const result = changeStore(options, ({ writes }) =>
    writes.releaseHold({ hold, reason, operator }),
  );
  if (options.has('json')) printJson(result);
  else printLines(releaseReportLines(result));
}

function list(options: Options): void {
  const { reads, close } = openReads(storePath(options), openOptions());
  try {
    const holds = finish(reads.holds());
    if (options.has('json')) printJson({ holds: holds.map(holdJson) });
    else printLines(holdTableLines(holds, outputWidth()));
  } finally {
    close();
  }
}
