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
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
