import { COMMANDS, COMMAND_IDS } from '#shared/model/commands.ts';
import type { CommandId } from '#shared/model/commands.ts';
import {
  selectRole,
  selectStoreInfo,
  selectWhyNoActs,
  selectWhyNoImport,
} from '../state/selectors.ts';
import type { Behaviour, Command, CommandContext } from './command.ts';
import { entityCommands } from './entity-commands.ts';
import { eventCommands } from './event-commands.ts';
import { findCommands } from './find-commands.ts';
import { storeCommands } from './store-commands.ts';
import { trailCommands } from './trail-commands.ts';
import { windowCommands } from './window-commands.ts';

/** What every command does. Menus, buttons, shortcuts and pushes all come through here. */
const BEHAVIOURS: Readonly<Record<CommandId, Behaviour>> = {
  ...storeCommands,
  ...findCommands,
  ...eventCommands,
  ...trailCommands,
  ...entityCommands,
  ...windowCommands,
};

/** One command by its id. */
export function commandOf(id: CommandId): Command {
  return { id, ...COMMANDS[id], ...BEHAVIOURS[id] };
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

/** Runs a command of the native menu, which lists them whatever makes sense, or says why not. */
export function runFromMenu(id: CommandId, context: CommandContext): void {
  const command = commandOf(id);
  if (command.isEnabled(context)) command.run(context);
  else
    context.store.getState().showToast(`“${command.label}” was not done. ${whyNot(id, context)}`);
}

function whyNot(id: CommandId, { store }: CommandContext): string {
  const state = store.getState();
  const { group } = COMMANDS[id];
  const why =
    (selectStoreInfo(state) === null ? 'Open a store first.' : null) ??
    (selectRole(state) === null ? 'Sign in first.' : null) ??
    (id.startsWith('import.') ? selectWhyNoImport(state) : null) ??
    (group === 'Events' || group === 'Entities' ? selectWhyNoActs(state) : null);
  return why ?? 'There is nothing for it to act on here, or your role does not allow it.';
}
