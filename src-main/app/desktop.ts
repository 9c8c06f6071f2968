import { clipboard, shell } from 'electron';
import type { Desktop } from '../ipc/export-handlers.ts';

export const desktop: Desktop = {
  reveal: (path) => shell.showItemInFolder(path),
  copy: (text) => void clipboard.writeText(text),
};
