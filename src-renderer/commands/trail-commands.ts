import type { CommandId } from '#shared/model/commands.ts';
import { selectHasRunningJob } from '../state/selectors.ts';
import type { Behaviour, CommandContext } from './command.ts';
import { hasStore, isWritable, may } from './conditions.ts';

/** Main does one long work at a time. */
const isIdle = ({ store }: CommandContext): boolean => !selectHasRunningJob(store.getState());

const mayProve = (context: CommandContext): boolean => hasStore(context) && may('auditor')(context);

const mayDelete = (context: CommandContext): boolean =>
  hasStore(context) && may('admin')(context) && isWritable(context);

/** Proving the trail as a whole, and taking events out of it. */
export const trailCommands = {
  'proof.verify': {
    isEnabled: (context) => mayProve(context) && isIdle(context),
    run: ({ store }) => void store.getState().verify(false),
  },
  'proof.verifySeals': {
    isEnabled: (context) => mayProve(context) && isIdle(context),
    run: ({ store }) => void store.getState().verify(true),
  },
  'seal.save': {
    isEnabled: (context) => mayProve(context) && isWritable(context),
    run: ({ store }) => void store.getState().saveSeal(),
  },
  'bundle.make': {
    isEnabled: (context) => mayProve(context) && isWritable(context),
    run: ({ store }) => store.getState().openBundle(),
  },
  'prune.open': {
    isEnabled: mayDelete,
    run: ({ store }) => store.getState().openPrune(),
  },
  'retention.run': {
    isEnabled: (context) => mayDelete(context) && isIdle(context),
    run: ({ store }) => void store.getState().askRetention(),
  },
} as const satisfies Partial<Record<CommandId, Behaviour>>;
