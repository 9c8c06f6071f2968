import { COMMANDS, COMMAND_IDS } from '#shared/model/commands.ts';
import type { CommandId } from '#shared/model/commands.ts';
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
