import type { CommandId } from '#shared/model/commands.ts';
import { useEffect, useMemo } from 'react';
import { useApp } from '../state/app-context.tsx';
import type { App } from '../state/app-context.tsx';
import type { CommandContext } from './command.ts';
import { focusRegion } from './focus-region.ts';
import { allCommands, commandOf, runCommand } from './registry.ts';
import { commandForPress, describeKeys } from './shortcuts.ts';

/** What commands act on in this window. */
export function commandContext({ store, history }: App): CommandContext {
  return {
    store,
    rowCount: () => history.getSnapshot().result?.count ?? 0,
    seqAt: (index) => history.rowAt(index)?.seq ?? null,
    focus: focusRegion,
  };
}

/** Runs a command by its id, for buttons. */
export function useCommand(): (id: CommandId) => void {
  const app = useApp();
  return useMemo(() => {
    const context = commandContext(app);
    return (id) => runCommand(id, context);
  }, [app]);
}

/** Listens for the shortcuts of all commands, as long as no dialog or menu has the keyboard. */
export function useShortcuts(): void {
  const app = useApp();
  useEffect(() => {
    const context = commandContext(app);
    const commands = allCommands();
    const handleKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isInOverlay(event.target)) return;
      const command = commandForPress(commands, event, isTextBox(event.target));
      if (!command?.isEnabled(context)) return;
      event.preventDefault();
      command.run(context);
    };
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, [app]);
}

/** Label of a command with its first shortcut, for tooltips. */
export function describeCommand(id: CommandId): { readonly label: string; readonly keys: string } {
  const { label, keys } = commandOf(id);
  return { label, keys: keys[0] === undefined ? '' : keysInWords(keys[0]) };
}

/** A shortcut as this platform writes it. */
export function keysInWords(keys: string): string {
  return describeKeys(keys, navigator.userAgent.includes('Mac'));
}

function isTextBox(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

function isInOverlay(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null
  );
}
