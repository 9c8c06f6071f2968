import { join } from 'node:path';

/** A file of the desktop entry: where it goes, below the user's data folder, and what is in it. */
export interface EntryFile {
  readonly path: string;
  readonly text: string;
}

/** What the desktop calls stores; XDG gives the type to files by their ending. */
const STORE_TYPE = 'application/x-annals-store';
const LINK_TYPE = 'x-scheme-handler/annals';

/** The types that Annals is to be the program for. */
export const TYPES = [STORE_TYPE, LINK_TYPE] as const;
export const DESKTOP_FILE = 'annals.desktop';

/**
 * What tells an XDG desktop of Annals, of its stores (`*.annals`) and of its links (`annals:`).
 * @param project the folder of this checkout, from which it is started
 */
export function entryFiles(project: string): readonly EntryFile[] {
  const node = join(project, 'node_modules', '.bin', 'node');
  const start = join(project, 'scripts', 'start.ts');
  return [
    {
      path: join('applications', DESKTOP_FILE),
      text: lines(
        '[Desktop Entry]',
        'Type=Application',
        'Name=Annals',
        'GenericName=Audit history',
        'Comment=Who did what to which thing, when, with what result',
        `Exec=${argument(node)} ${argument(start)} %U`,
        `Path=${value(project)}`,
        'Icon=annals',
        'Terminal=false',
        'Categories=Office;Utility;',
        'Keywords=audit;log;history;trail;',
        `MimeType=${TYPES.join(';')};`,
        'StartupNotify=true',
        'StartupWMClass=annals',
      ),
    },
    {
      path: join('mime', 'packages', 'annals.xml'),
      text: lines(
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">',
        `  <mime-type type="${STORE_TYPE}">`,
        '    <comment>Annals store</comment>',
        '    <sub-class-of type="application/vnd.sqlite3"/>',
        '    <icon name="annals"/>',
        '    <glob pattern="*.annals"/>',
        '  </mime-type>',
        '</mime-info>',
      ),
    },
    {
      path: join('icons', 'hicolor', 'scalable', 'apps', 'annals.svg'),
      text: lines(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">',
        '  <rect x="1" y="1" width="22" height="22" rx="5.5" fill="#3450c8"/>',
        '  <path d="M6.5 7.5h11M6.5 12h5.5M6.5 16.5h8" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round"/>',
        '  <circle cx="16.6" cy="12" r="1.7" fill="#fff"/>',
        '</svg>',
      ),
    },
  ];
}

/** A string of the desktop file: a backslash begins an escape in it. */
function value(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

/** An argument of Exec: in quotes, with what means something in them escaped, and `%` doubled. */
function argument(text: string): string {
  const quoted = text.replaceAll(/["`$\\]/gu, (character) => `\\${character}`);
  return value(`"${quoted}"`).replaceAll('%', '%%');
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
