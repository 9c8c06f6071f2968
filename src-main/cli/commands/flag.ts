import { LIMITS } from '#shared/model/limits.ts';
import type { EntityKey } from '#shared/model/review.ts';
import { authorize } from '../authorize.ts';
import { changeStore } from '../change-store.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { ACCESS_OPTIONS } from '../options/access-options.ts';
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
import { splitList } from '../options/term-options.ts';
import { wordsOption } from '../options/words-option.ts';
import { flagReportLines, undoReportLines } from '../print/flag-report.ts';
import { formatCount } from '../print/format.ts';
import { printJson, printLines } from '../print/output.ts';

export const flagCommand: Command = {
  name: 'flag',
  summary: 'Flag events or entities, or take their flags away',
  operands: '',
  notes: [
    'Flags the events that are named or that match a filter, or things that events touched. One call',
    'is one act: one event in the trail, and it can be undone. What is flagged already stays as it is',
    'and is not counted; a --note takes the place of the one that a flag had.',
    '',
    ...FILTER_NOTES,
  ],
  options: [
    ...SELECTION_OPTIONS,
    {
      name: 'entities',
      value: 'TYPE:ID,…',
      help: 'Things that events touched, instead of events',
      group: 'Options',
    },
    { name: 'note', value: 'TEXT', help: 'Why', group: 'Options' },
    { name: 'unflag', value: null, help: 'Take flags away', group: 'Options' },
    {
      name: 'undo',
      value: 'ACT',
      help: 'Take an act of flagging back: its event, by id or number',
      group: 'Options',
    },
    ...ACCESS_OPTIONS,
    ...filterOptions(),
  ],
  examples: [
    ['flag --ids 1204,1207 --note "ask Ada"', 'two events'],
    ['flag --action "user.delete*" --last 30d', 'all that match'],
    ['flag --entities seller:17,seller:23 --json', '{"updatedCount": n, "eventId": …, "act": n}'],
    ['flag --all --unflag', 'no event is flagged any more'],
    ['flag --undo 1210', 'as it was before'],
  ],

  async run(options) {
    noOperands(options);
    const run = options.has('undo') ? undo : flag;
    await run(options);
    return EXIT.done;
  },
};

async function undo(options: Options): Promise<void> {
  const act = options.one('undo') ?? '';
  const other = ['entities', 'note', 'unflag'].some((name) => options.has(name));
  if (other || namedEvents(options, Date.now()) !== null) {
    throw usageError('--undo takes a whole act back.', 'Give nothing but the act with it.');
  }
  const operator = await authorize(options, 'auditor');
  const result = changeStore(options, ({ reads, writes }) => {
    const [seq] = reads.seqsOf([act]);
    if (seq === undefined) throw new Error('the act was not looked up');
    return writes.undoFlags({ act: seq, operator });
  });
  if (options.has('json')) printJson(result);
  else printLines(undoReportLines(result));
}

async function flag(options: Options): Promise<void> {
  const things = thingsOf(options);
  const act = {
    flagged: !options.has('unflag'),
    note: wordsOption(options, 'note'),
    operator: await authorize(options, 'auditor'),
  };
  const result = changeStore(options, ({ reads, writes }) =>
    'entities' in things
      ? writes.flagEntities({ entities: things.entities, ...act })
      : writes.flagEvents({ selection: selectionOf(things.events, reads), ...act }),
  );
  if (options.has('json')) {
    printJson(result);
  } else {
    const kind = 'entities' in things ? 'entities' : 'events';
    printLines(flagReportLines(result, kind, act.flagged));
  }
}

type Things = { readonly entities: EntityKey[] } | { readonly events: NamedEvents };

/** @throws AnnalsError INVALID_INPUT unless it is said in one way what is meant */
function thingsOf(options: Options): Things {
  const events = namedEvents(options, Date.now());
  if (!options.has('entities')) {
    if (events) return { events };
    throw usageError('Say what to flag: --ids, a filter, --entities, or --all for every event.');
  }
  if (events) {
    throw usageError('One act flags either events or entities.', 'Take two, one for each.');
  }
  const named = options.all('entities').flatMap(splitList);
  if (named.length === 0) throw usageError('--entities names nothing.', 'As in seller:17.');
  if (named.length > LIMITS.targets) {
    throw usageError(`--entities can name ${formatCount(LIMITS.targets)} things at most.`);
  }
  return { entities: named.map((text) => entityKeyOf('entities', text)) };
}
