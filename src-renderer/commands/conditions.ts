import type { Role } from '#shared/model/role.ts';
import { entitiesActedOn } from '../state/acted-on-entities.ts';
import { actedOn } from '../state/acted-on.ts';
import {
  selectMay,
  selectStoreInfo,
  selectWhyNoActs,
  selectWhyNoImport,
} from '../state/selectors.ts';
import type { CommandContext } from './command.ts';

/** When commands make sense. */

export const always = (): boolean => true;

/** Who is at the keyboard may do what a role is the least for. */
export const may =
  (least: Role) =>
  ({ store }: CommandContext): boolean =>
    selectMay(store.getState(), least);

export const isSignedIn = ({ store }: CommandContext): boolean =>
  store.getState().access?.kind === 'signedIn';

/** A store is open, and somebody is here who may look at it. */
export const hasStore = (context: CommandContext): boolean =>
  context.store.getState().store?.kind === 'open' && may('viewer')(context);

/** What is open can be changed. */
export const isWritable = ({ store }: CommandContext): boolean =>
  selectStoreInfo(store.getState())?.isReadOnly === false;

export const mayImport = ({ store }: CommandContext): boolean =>
  selectWhyNoImport(store.getState()) === null;

/** And the history is what is looked at. */
export const isOnHistory = (context: CommandContext): boolean =>
  hasStore(context) && context.store.getState().screen === 'history';

export const hasRows = (context: CommandContext): boolean =>
  isOnHistory(context) && context.rowCount() > 0;

export const mayAct = (context: CommandContext): boolean =>
  isOnHistory(context) && selectWhyNoActs(context.store.getState()) === null;

/** And there are events to act on. */
export const canAct = (context: CommandContext): boolean =>
  mayAct(context) && actedOn(context.store.getState()) !== null;

/** The entities are what is looked at, and there are some to act on. */
export const hasEntities = (context: CommandContext): boolean => {
  const state = context.store.getState();
  return hasStore(context) && state.screen === 'entities' && entitiesActedOn(state).length > 0;
};

export const canFlagEntities = (context: CommandContext): boolean =>
  hasEntities(context) && selectWhyNoActs(context.store.getState()) === null;
