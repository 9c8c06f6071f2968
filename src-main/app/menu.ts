import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '#shared/model/commands.ts';

/** The native menu. Every item that is not a role asks the window to run one of its commands. */
export function installMenu(run: (command: MenuCommand) => void): void {
  const command = (
    label: string,
    name: MenuCommand,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label,
    click: () => run(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        command('&Import files…', 'import.files', 'CmdOrCtrl+O'),
        command('Import &folder…', 'import.folder', 'CmdOrCtrl+Shift+O'),
        command('I&mports…', 'import.list'),
        { type: 'separator' },
        command('&Export…', 'events.export', 'CmdOrCtrl+E'),
        { type: 'separator' },
        command('Open &store…', 'store.choose'),
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        command('&Refresh', 'history.refresh', 'F5'),
        command('&Timeline', 'timeline.toggle', 'CmdOrCtrl+T'),
        command('F&acets', 'facets.toggle', 'CmdOrCtrl+B'),
        command('&Detail', 'detail.toggle', 'CmdOrCtrl+I'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(import.meta.env.DEV ? [{ role: 'toggleDevTools' as const }] : []),
      ],
    },
    {
      label: '&Go',
      submenu: [
        command('&Search', 'query.focus', 'CmdOrCtrl+F'),
        command('&Clear filters', 'query.clear'),
        { type: 'separator' },
        command('&Newest event', 'history.top', 'CmdOrCtrl+Home'),
        command('&Oldest event', 'history.bottom', 'CmdOrCtrl+End'),
      ],
    },
    {
      // Without accelerators: F and N are letters while somebody types, and the page knows when.
      label: '&Event',
      submenu: [
        command('Select &all that match', 'events.chooseAll'),
        { type: 'separator' },
        command('&Flag', 'events.flag'),
        command('&Unflag', 'events.unflag'),
        command('Undo fla&gging', 'events.undoFlagging'),
        command('Add a &note…', 'events.note'),
        command('&Hold…', 'events.hold'),
        { type: 'separator' },
        command('&Copy events', 'events.copy', 'CmdOrCtrl+Shift+C'),
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
