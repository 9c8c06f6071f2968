import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import { COMMANDS } from '#shared/model/commands.ts';
import type { CommandId } from '#shared/model/commands.ts';
import { acceleratorOf, withMnemonics } from './menu-words.ts';

type Line = CommandId | '-' | MenuItemConstructorOptions;

/** The native menu. Every line that is not a role asks the window to run one of its commands. */
export function installMenu(run: (command: CommandId) => void): void {
  const isMac = process.platform === 'darwin';
  const lineOf = (line: Line): MenuItemConstructorOptions => {
    if (line === '-') return { type: 'separator' };
    if (typeof line !== 'string') return line;
    const { label, keys } = COMMANDS[line];
    const accelerator = acceleratorOf(keys);
    return {
      label,
      click: () => run(line),
      // The page hears the keys itself, and knows when they are letters or belong to a dialog.
      ...(accelerator !== null && !isMac && { accelerator, registerAccelerator: false }),
    };
  };
  const menu = (label: string, lines: readonly Line[]): MenuItemConstructorOptions => ({
    label,
    submenu: withMnemonics(lines.map(lineOf)),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    menu('&File', [
      'import.files',
      'import.folder',
      '-',
      'events.export',
      '-',
      'store.choose',
      'store.create',
      '-',
      'screen.settings',
      '-',
      isMac ? { role: 'close' } : { role: 'quit' },
    ]),
    { role: 'editMenu' },
    menu('&View', [
      'screen.history',
      'screen.entities',
      'screen.errors',
      'screen.imports',
      'screen.retention',
      'screen.integrity',
      '-',
      'history.refresh',
      'timeline.toggle',
      'facets.toggle',
      'detail.toggle',
      '-',
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      '-',
      { role: 'togglefullscreen' },
      ...(import.meta.env.DEV ? [{ role: 'toggleDevTools' as const }] : []),
    ]),
    menu('&Go', ['query.focus', 'query.clear', '-', 'history.top', 'history.bottom']),
    menu('&Event', [
      'events.chooseAll',
      '-',
      'events.flag',
      'events.unflag',
      'events.undoFlagging',
      'events.note',
      'events.hold',
      '-',
      'events.copy',
      'detail.copyJson',
    ]),
    { role: 'windowMenu' },
    menu('&Help', ['screen.about']),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
