import { useEffect, useMemo, useRef } from 'react';
import type { CommandId } from '#shared/model/commands.ts';
import { allCommands } from '../../commands/registry.ts';
import { commandContext, useCommand } from '../../commands/use-commands.ts';
import { useActions, useApp, useAppState } from '../../state/app-context.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { PaletteBox } from './palette-box.tsx';

/** Every command that makes sense now, found by typing. */
export function CommandPalette() {
  const isOpen = useAppState((state) => state.isPaletteOpen);
  const { closePalette, commandChosen } = useActions();
  const run = useCommand();
  const chosen = useRef<CommandId | null>(null);

  // Run behind the dialog, and behind the frame in which the keyboard goes back to where it was:
  // what the command itself gives the keyboard to is to keep it.
  useEffect(() => {
    const command = chosen.current;
    if (isOpen || command === null) return;
    chosen.current = null;
    requestAnimationFrame(() => run(command));
  }, [isOpen, run]);

  return (
    isOpen && (
      <ModalDialog label="Commands" size="list" onClose={closePalette}>
        <EnabledCommands
          onChoose={(command) => {
            chosen.current = command;
            commandChosen(command);
            closePalette();
          }}
        />
      </ModalDialog>
    )
  );
}

function EnabledCommands({ onChoose }: { readonly onChoose: (command: CommandId) => void }) {
  const app = useApp();
  const recent = useAppState((state) => state.recentCommands);
  const commands = useMemo(() => {
    const context = commandContext(app);
    return allCommands().filter(({ id, isEnabled }) => id !== 'palette.open' && isEnabled(context));
  }, [app]);
  return <PaletteBox commands={commands} recent={recent} onChoose={onChoose} />;
}
