import { COMMAND_GROUPS } from '#shared/model/commands.ts';
import type { Command } from '../../commands/command.ts';
import { rankCommands } from './rank-commands.ts';

/** Commands under a heading; without one where what was typed brings them together. */
export interface PaletteSection {
  readonly title: string | null;
  readonly commands: readonly Command[];
}

/** What the palette lists: what fits, or all by group with those used lately on top. */
export function paletteSections(
  commands: readonly Command[],
  typed: string,
  recent: readonly string[],
): readonly PaletteSection[] {
  if (typed.trim() !== '') {
    const commandsThatFit = rankCommands(commands, typed, recent);
    return commandsThatFit.length === 0 ? [] : [{ title: null, commands: commandsThatFit }];
  }
  const lately = recent.flatMap((id) => commands.find((command) => command.id === id) ?? []);
  const others = commands.filter((command) => !lately.includes(command));
  const sections = [
    { title: 'Used lately', commands: lately },
    ...COMMAND_GROUPS.map((title) => ({
      title,
      commands: others.filter(({ group }) => group === title),
    })),
  ];
  return sections.filter((section) => section.commands.length > 0);
}
