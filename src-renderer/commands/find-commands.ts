import type { CommandId } from '#shared/model/commands.ts';
import { selectHasQuery } from '../state/selectors.ts';
import { activeViewIn } from '../state/views.ts';
import type { Behaviour, CommandContext } from './command.ts';
import { hasRows, hasStore, isOnHistory } from './conditions.ts';

function goTo(context: CommandContext, index: number): void {
  context.store.getState().moveTo(index, context.seqAt(index));
  context.focus('history');
}

/** Finding events. */
export const findCommands = {
  'query.focus': {
    isEnabled: hasStore,
    run: ({ store, focus }) => {
      store.getState().showScreen('history');
      focus('query');
    },
  },
  'query.clear': {
    isEnabled: (context) => isOnHistory(context) && selectHasQuery(context.store.getState()),
    run: ({ store }) => store.getState().clearFilter(),
  },
  'query.sinceReview': {
    isEnabled: hasStore,
    run: ({ store, focus }) => {
      store.getState().setPeriod('sinceReview');
      store.getState().showScreen('history');
      focus('history');
    },
  },
  'history.refresh': {
    isEnabled: hasStore,
    run: ({ store }) => store.getState().askAgain(),
  },
  'history.goToTime': {
    isEnabled: hasRows,
    run: ({ store }) => store.getState().setGoingToTime(true),
  },
  'view.save': {
    isEnabled: isOnHistory,
    run: ({ store }) => store.getState().askViewName({ kind: 'save' }),
  },
  'view.update': {
    isEnabled: (context) => {
      const view = activeViewIn(context.store.getState());
      return isOnHistory(context) && view !== null && view.isOwn && view.isModified;
    },
    run: ({ store }) => store.getState().updateView(),
  },
  'history.top': {
    isEnabled: hasRows,
    run: (context) => goTo(context, 0),
  },
  'history.bottom': {
    isEnabled: hasRows,
    run: (context) => goTo(context, context.rowCount() - 1),
  },
} as const satisfies Partial<Record<CommandId, Behaviour>>;
