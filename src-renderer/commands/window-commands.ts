import type { CommandId } from '#shared/model/commands.ts';
import { selectIsFacetsOpen } from '../state/selectors.ts';
import type { Screen } from '../state/slices/screen.ts';
import type { Behaviour } from './command.ts';
import { always, hasRows, hasStore, isOnHistory } from './conditions.ts';

/** Goes to a screen, and takes the keyboard along. */
const show = (screen: Screen): Behaviour => ({
  isEnabled: hasStore,
  run: ({ store, focus }) => {
    store.getState().showScreen(screen);
    focus(screen === 'history' ? 'history' : 'screen');
  },
});

/** Screens, and what is shown on them. */
export const windowCommands = {
  'screen.history': show('history'),
  'screen.entities': show('entities'),
  'screen.errors': show('errors'),
  'screen.imports': show('imports'),
  'screen.retention': show('retention'),
  'screen.integrity': show('integrity'),
  'screen.settings': show('settings'),
  'screen.about': { ...show('about'), isEnabled: always },
  'window.undo': {
    isEnabled: ({ store }) => Boolean(store.getState().toast?.undo),
    run: ({ store }) => void store.getState().undoToast(),
  },
  'palette.open': {
    isEnabled: always,
    run: ({ store }) => store.getState().openPalette(),
  },
  'jobs.show': {
    isEnabled: (context) => hasStore(context) && context.store.getState().jobs.length > 0,
    run: ({ store }) => store.getState().showJobList(true),
  },
  'help.open': {
    isEnabled: always,
    run: ({ store }) => store.getState().openHelp('searching'),
  },
  'help.shortcuts': {
    isEnabled: always,
    run: ({ store }) => store.getState().openHelp('keyboard'),
  },
  'zone.choose': {
    isEnabled: hasStore,
    run: ({ store }) => store.getState().openZones(true),
  },
  'timeline.toggle': {
    isEnabled: isOnHistory,
    run: ({ store }) => {
      const { settings, changeSettings } = store.getState();
      void changeSettings({ isTimelineOpen: !settings.isTimelineOpen });
    },
  },
  'columns.choose': {
    isEnabled: hasRows,
    run: ({ store }) => store.getState().setChoosingColumns(true),
  },
  'facets.toggle': {
    isEnabled: isOnHistory,
    run: ({ store }) => {
      const { changeSettings } = store.getState();
      const isOpen = selectIsFacetsOpen(store.getState());
      void changeSettings({ facets: isOpen ? 'closed' : 'open' });
    },
  },
} as const satisfies Partial<Record<CommandId, Behaviour>>;
