import { Copy, Flag, FlagOff, MessageSquarePlus, Rows3 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommandId } from '#shared/model/commands.ts';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';
import { useAppState } from '../../state/app-context.tsx';
import { selectWhyNoActs } from '../../state/selectors.ts';
import { PointerMenu } from '../../ui/pointer-menu.tsx';

interface EntityMenuProps {
  /** Where in the window, in px. */
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
}

const ACTS = [
  ['events.flag', <Flag key="flag" size={14} />],
  ['events.unflag', <FlagOff key="unflag" size={14} />],
  ['entities.flagWithNote', <MessageSquarePlus key="note" size={14} />],
] as const satisfies readonly (readonly [CommandId, ReactNode])[];

/** What can be done with the entities that are chosen. */
export function EntityMenu({ x, y, onClose }: EntityMenuProps) {
  const run = useCommand();
  const mayAct = useAppState((state) => selectWhyNoActs(state) === null);
  const line = (id: CommandId, icon: ReactNode, given?: string) => {
    const { label, keys } = describeCommand(id);
    const shown = given ?? label;
    return { id, label: shown, text: shown, keys, icon, onChoose: () => run(id) };
  };
  return (
    <PointerMenu
      label="Entity"
      x={x}
      y={y}
      onClose={onClose}
      groups={[
        { id: 'show', lines: [line('entities.showEvents', <Rows3 size={14} />, 'Show events')] },
        { id: 'act', lines: mayAct ? ACTS.map(([id, icon]) => line(id, icon)) : [] },
        { id: 'copy', lines: [line('entities.copyIds', <Copy size={14} />, 'Copy ids')] },
      ]}
    />
  );
}
