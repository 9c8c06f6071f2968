import type { CommandId } from '#shared/model/commands.ts';
import { onlyActedOn } from '../state/acted-on.ts';
import { selectMayMark } from '../state/selectors.ts';
import type { Behaviour, CommandContext } from './command.ts';
import { canAct, canFlagEntities, hasRows, hasStore, isOnHistory, mayAct } from './conditions.ts';

/** Steps the active event by rows, as far as there are rows. */
function step(context: CommandContext, rows: number): void {
  const { activeIndex, moveTo } = context.store.getState();
  const last = context.rowCount() - 1;
  const index = activeIndex === null ? 0 : Math.min(last, Math.max(0, activeIndex + rows));
  moveTo(index, context.seqAt(index));
}

/** Flags what is chosen on the screen that is shown, events or entities. */
const flag = (flagged: boolean): Behaviour => ({
  isEnabled: (context) => canAct(context) || canFlagEntities(context),
  run: ({ store }) => {
    const { screen, flagChosen, flagChosenEntities } = store.getState();
    void (screen === 'entities' ? flagChosenEntities(flagged) : flagChosen(flagged));
  },
});

/** Looking at events, and acting on them. */
export const eventCommands = {
  'detail.toggle': {
    isEnabled: isOnHistory,
    run: ({ store }) => {
      const { isDetailOpen, openDetail, closeDetail } = store.getState();
      if (isDetailOpen) closeDetail();
      else openDetail();
    },
  },
  'detail.close': {
    isEnabled: (context) => isOnHistory(context) && context.store.getState().isDetailOpen,
    run: ({ store, focus }) => {
      store.getState().closeDetail();
      focus('history');
    },
  },
  'detail.copyJson': {
    isEnabled: (context) => isOnHistory(context) && context.store.getState().activeSeq !== null,
    run: ({ store }) => void store.getState().copyEventJson(),
  },
  'detail.previous': {
    isEnabled: (context) => hasRows(context) && context.store.getState().activeIndex !== 0,
    run: (context) => step(context, -1),
  },
  'detail.next': {
    isEnabled: (context) =>
      hasRows(context) && context.store.getState().activeIndex !== context.rowCount() - 1,
    run: (context) => step(context, 1),
  },
  'events.chooseAll': {
    isEnabled: hasRows,
    run: ({ store }) => store.getState().chooseMatching(),
  },
  'events.flag': flag(true),
  'events.unflag': flag(false),
  'events.flagWithNote': {
    isEnabled: canAct,
    run: ({ store }) => store.getState().askFlagNote(),
  },
  'events.note': {
    isEnabled: (context) => mayAct(context) && onlyActedOn(context.store.getState()) !== null,
    run: ({ store }) => store.getState().askNote(),
  },
  'events.hold': {
    isEnabled: canAct,
    run: ({ store }) => store.getState().askHold(),
  },
  'events.markReviewed': {
    isEnabled: (context) => hasStore(context) && selectMayMark(context.store.getState()),
    run: ({ store }) => store.getState().askMark(),
  },
  'events.copy': {
    isEnabled: (context) => mayAct(context) && hasRows(context),
    run: ({ store }) => void store.getState().copyChosen(),
  },
  'events.export': {
    isEnabled: mayAct,
    run: ({ store }) => store.getState().openExport(),
  },
  'event.copyLink': {
    isEnabled: (context) => isOnHistory(context) && onlyActedOn(context.store.getState()) !== null,
    run: ({ store }) => void store.getState().copyEventLink(),
  },
} as const satisfies Partial<Record<CommandId, Behaviour>>;
