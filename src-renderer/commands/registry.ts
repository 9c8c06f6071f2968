import { actedOn, onlyActedOn } from '../state/acted-on.ts';
import {
  selectHasQuery,
  selectIsFacetsOpen,
  selectMay,
  selectWhyNoActs,
} from '../state/selectors.ts';
import type { Role } from '#shared/model/role.ts';
import type { Command, CommandContext } from './command.ts';

const always = (): boolean => true;
const may =
  (least: Role) =>
  ({ store }: CommandContext): boolean =>
    selectMay(store.getState(), least);
const isSignedIn = ({ store }: CommandContext): boolean =>
  store.getState().access?.kind === 'signedIn';
/** And somebody who may look at it. */
const hasStore = (context: CommandContext): boolean =>
  context.store.getState().store?.kind === 'open' && may('viewer')(context);
const hasRows = (context: CommandContext): boolean => hasStore(context) && context.rowCount() > 0;

const mayAct = (context: CommandContext): boolean =>
  hasStore(context) && selectWhyNoActs(context.store.getState()) === null;
/** And there are events to act on. */
const canAct = (context: CommandContext): boolean =>
  mayAct(context) && actedOn(context.store.getState()) !== null;

/** Steps the active event by rows, as far as there are rows. */
function step(context: CommandContext, rows: number): void {
  const { activeIndex, moveTo } = context.store.getState();
  const last = context.rowCount() - 1;
  const index = activeIndex === null ? 0 : Math.min(last, Math.max(0, activeIndex + rows));
  moveTo(index, context.seqAt(index));
}

function goTo(context: CommandContext, index: number): void {
  context.store.getState().moveTo(index, context.seqAt(index));
  context.focus('history');
}

/** Everything the operator can do. Menus, buttons, shortcuts and pushes all come through here. */
const COMMANDS = {
  'import.files': {
    label: 'Import files…',
    keys: ['Mod+O'],
    isEnabled: may('admin'),
    run: ({ store }) => void store.getState().chooseImport('files'),
  },
  'import.folder': {
    label: 'Import a folder…',
    keys: ['Mod+Shift+O'],
    isEnabled: may('admin'),
    run: ({ store }) => void store.getState().chooseImport('folder'),
  },
  'import.list': {
    label: 'Imports…',
    keys: [],
    isEnabled: hasStore,
    run: ({ store }) => store.getState().openImports(),
  },
  'store.choose': {
    label: 'Open a store…',
    keys: [],
    isEnabled: always,
    run: ({ store }) => void store.getState().chooseStore(),
  },
  'store.create': {
    label: 'New store…',
    keys: [],
    isEnabled: may('viewer'),
    run: ({ store }) => void store.getState().createStore(),
  },
  'store.openDefault': {
    label: 'Open my store',
    keys: [],
    isEnabled: always,
    run: ({ store }) => void store.getState().openDefaultStore(),
  },
  'store.openSample': {
    label: 'Explore sample data',
    keys: [],
    isEnabled: always,
    run: ({ store }) => void store.getState().openSampleStore(),
  },
  'access.lock': {
    label: 'Lock the window',
    keys: ['Mod+L'],
    isEnabled: isSignedIn,
    run: ({ store }) => void store.getState().lock(),
  },
  'access.signOut': {
    label: 'Sign out',
    keys: [],
    isEnabled: isSignedIn,
    run: ({ store }) => void store.getState().signOut(),
  },
  'query.focus': {
    label: 'Search',
    keys: ['/', 'Mod+F'],
    isEnabled: hasStore,
    run: ({ focus }) => focus('query'),
  },
  'query.clear': {
    label: 'Clear all filters',
    keys: ['Mod+Shift+X'],
    isEnabled: (context) => hasStore(context) && selectHasQuery(context.store.getState()),
    run: ({ store }) => store.getState().clearFilter(),
  },
  'history.refresh': {
    label: 'Refresh',
    keys: ['F5', 'Mod+R'],
    isEnabled: hasStore,
    run: ({ store }) => store.getState().askAgain(),
  },
  'history.top': {
    label: 'Go to the first event',
    keys: ['Mod+Home'],
    isEnabled: hasRows,
    run: (context) => goTo(context, 0),
  },
  'history.bottom': {
    label: 'Go to the last event',
    keys: ['Mod+End'],
    isEnabled: hasRows,
    run: (context) => goTo(context, context.rowCount() - 1),
  },
  'timeline.toggle': {
    label: 'Show or hide the timeline',
    keys: ['Mod+T'],
    isEnabled: hasStore,
    run: ({ store }) => {
      const { settings, changeSettings } = store.getState();
      void changeSettings({ isTimelineOpen: !settings.isTimelineOpen });
    },
  },
  'facets.toggle': {
    label: 'Show or hide the facets',
    keys: ['Mod+B'],
    isEnabled: hasStore,
    run: ({ store }) => {
      const { changeSettings } = store.getState();
      const isOpen = selectIsFacetsOpen(store.getState());
      void changeSettings({ facets: isOpen ? 'closed' : 'open' });
    },
  },
  'detail.toggle': {
    label: 'Show or hide the details',
    keys: ['Mod+I'],
    isEnabled: hasStore,
    run: ({ store }) => {
      const { isDetailOpen, openDetail, closeDetail } = store.getState();
      if (isDetailOpen) closeDetail();
      else openDetail();
    },
  },
  'detail.close': {
    label: 'Close the details',
    keys: ['Escape'],
    isEnabled: ({ store }) => store.getState().isDetailOpen,
    run: ({ store, focus }) => {
      store.getState().closeDetail();
      focus('history');
    },
  },
  'detail.previous': {
    label: 'Previous event',
    keys: ['Alt+ArrowUp'],
    isEnabled: (context) => hasRows(context) && context.store.getState().activeIndex !== 0,
    run: (context) => step(context, -1),
  },
  'detail.next': {
    label: 'Next event',
    keys: ['Alt+ArrowDown'],
    isEnabled: (context) =>
      hasRows(context) && context.store.getState().activeIndex !== context.rowCount() - 1,
    run: (context) => step(context, 1),
  },
  'events.chooseAll': {
    label: 'Select all that match',
    keys: ['Mod+A'],
    isEnabled: hasRows,
    run: ({ store }) => store.getState().chooseMatching(),
  },
  'events.flag': {
    label: 'Flag',
    keys: ['F'],
    isEnabled: canAct,
    run: ({ store }) => void store.getState().flagChosen(true),
  },
  'events.unflag': {
    label: 'Unflag',
    keys: ['Shift+F'],
    isEnabled: canAct,
    run: ({ store }) => void store.getState().flagChosen(false),
  },
  'events.undoFlagging': {
    label: 'Undo flagging',
    keys: ['Mod+Z'],
    isEnabled: ({ store }) => typeof store.getState().toast?.undoes === 'number',
    run: ({ store }) => void store.getState().undoFlagging(),
  },
  'events.note': {
    label: 'Add a note…',
    keys: ['N'],
    isEnabled: (context) => mayAct(context) && onlyActedOn(context.store.getState()) !== null,
    run: ({ store }) => store.getState().askNote(),
  },
  'events.hold': {
    label: 'Hold…',
    keys: [],
    isEnabled: canAct,
    run: ({ store }) => store.getState().askHold(),
  },
  'events.copy': {
    label: 'Copy events',
    keys: ['Mod+Shift+C'],
    isEnabled: (context) => mayAct(context) && hasRows(context),
    run: ({ store }) => void store.getState().copyChosen(),
  },
  'events.export': {
    label: 'Export…',
    keys: ['Mod+E'],
    isEnabled: mayAct,
    run: ({ store }) => store.getState().openExport(),
  },
} as const satisfies Record<string, Omit<Command, 'id'>>;

export type CommandId = keyof typeof COMMANDS;

const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[];

/** One command by its id. */
export function commandOf(id: CommandId): Command {
  return { id, ...COMMANDS[id] };
}

/** Every command, in the order in which help lists them. */
export function allCommands(): readonly Command[] {
  return COMMAND_IDS.map(commandOf);
}

/** Runs a command unless it makes no sense at the moment. */
export function runCommand(id: CommandId, context: CommandContext): void {
  const command = commandOf(id);
  if (command.isEnabled(context)) command.run(context);
}
