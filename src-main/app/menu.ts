import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import { COMMANDS } from '#shared/model/commands.ts';
import { safeString } from '#shared/text/safe-text.ts';
import type { RecentStore } from '#shared/model/desktop.ts';
import type { CommandId } from '#shared/model/commands.ts';
import { acceleratorOf, withMnemonics } from './menu-words.ts';

type Line = CommandId | '-' | MenuItemConstructorOptions;

interface MenuOptions {
  /** Asks the window to run one of its commands. */
  readonly run: (command: CommandId) => void;
  readonly recent: readonly RecentStore[];
  readonly openRecent: (id: string) => void;
  readonly clearRecent: () => void;
}

/** The native menu. Nearly every line that is not a role asks the window to run a command. */
export function installMenu({ run, recent, openRecent, clearRecent }: MenuOptions): void {
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
  const recentMenu: MenuItemConstructorOptions = {
    label: 'Open recent',
    enabled: recent.length > 0,
    submenu: [
      // An ampersand would mark a letter to choose by, as in every label.
      ...recent.map(({ id, name }) => ({
        label: safeString(name).replaceAll('&', '&&'),
        click: () => openRecent(id),
      })),
      { type: 'separator' },
      { label: 'Clear this list', click: clearRecent },
    ],
  };
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    menu('&File', [
      'import.files',
      'import.folder',
      '-',
      'events.export',
      '-',
      'store.choose',
      recentMenu,
      'store.create',
      '-',
      'store.openDefault',
      'store.openSample',
      '-',
      'screen.settings',
      '-',
      isMac ? { role: 'close' } : { role: 'quit' },
    ]),
    { role: 'editMenu' },
    menu('&View', [
      'palette.open',
      '-',
      'screen.history',
      'screen.entities',
      'screen.errors',
      'screen.imports',
      'screen.retention',
      'screen.integrity',
      '-',
      'history.refresh',
      'columns.choose',
      'timeline.toggle',
      'facets.toggle',
      'detail.toggle',
      'jobs.show',
      'zone.choose',
      '-',
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      // The plus without Shift, where it shares its key with the equals sign.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
      { role: 'zoomOut' },
      '-',
      { role: 'togglefullscreen' },
      ...(import.meta.env.DEV ? [{ role: 'toggleDevTools' as const }] : []),
    ]),
    menu('&Go', [
      'query.focus',
      'query.clear',
      'query.sinceReview',
      '-',
      'view.save',
      'view.update',
      '-',
      'history.top',
      'history.bottom',
      'history.goToTime',
    ]),
    menu('&Event', [
      'events.chooseAll',
      '-',
      'events.flag',
      'events.unflag',
      'events.flagWithNote',
      'window.undo',
      'events.note',
      'events.hold',
      'events.markReviewed',
      '-',
      'events.copy',
      'detail.copyJson',
      'event.copyLink',
    ]),
    menu('&Trail', [
      'proof.verify',
      'proof.verifySeals',
      '-',
      'seal.save',
      'bundle.make',
      '-',
      'retention.run',
      'prune.open',
    ]),
    { role: 'windowMenu' },
    menu('&Help', ['help.open', 'help.shortcuts', '-', 'screen.about']),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
