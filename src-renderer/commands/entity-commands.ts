import type { CommandId } from '#shared/model/commands.ts';
import type { Behaviour } from './command.ts';
import { canFlagEntities, hasEntities } from './conditions.ts';

/** Acting on what events touched. Flagging shares its commands with events. */
export const entityCommands = {
  'entities.showEvents': {
    isEnabled: hasEntities,
    run: ({ store, focus }) => {
      if (store.getState().showEntityEvents()) focus('history');
    },
  },
  'entities.flagWithNote': {
    isEnabled: canFlagEntities,
    run: ({ store }) => store.getState().askEntityFlag(),
  },
  'entities.copyIds': {
    isEnabled: hasEntities,
    run: ({ store }) => void store.getState().copyEntityIds(),
  },
} as const satisfies Partial<Record<CommandId, Behaviour>>;
