import { dialog } from 'electron';
import type { BrowserWindow, OpenDialogOptions } from 'electron';
import type { Dialogs } from '../ipc/handlers.ts';

const STORE_FILTERS = [
  { name: 'Annals stores', extensions: ['db'] },
  { name: 'All files', extensions: ['*'] },
];

const LOG_FILTERS = [
  { name: 'Audit logs', extensions: ['json', 'jsonl', 'ndjson', 'csv', 'tsv', 'log', 'txt'] },
  { name: 'All files', extensions: ['*'] },
];

/** Native dialogs, on top of the window if there is one. */
export function createDialogs(window: () => BrowserWindow | null): Dialogs {
  const open = async (options: OpenDialogOptions): Promise<readonly string[] | null> => {
    const parent = window();
    const answer = await (parent
      ? dialog.showOpenDialog(parent, options)
      : dialog.showOpenDialog(options));
    return answer.canceled || answer.filePaths.length === 0 ? null : answer.filePaths;
  };
  return {
    chooseStore: async () => {
      const chosen = await open({
        title: 'Open a store',
        properties: ['openFile'],
        filters: STORE_FILTERS,
      });
      return chosen?.[0] ?? null;
    },
    chooseNewStore: async () => {
      const parent = window();
      const options = { title: 'Create a store', defaultPath: 'audit.db', filters: STORE_FILTERS };
      const answer = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options));
      return answer.canceled ? null : answer.filePath;
    },
    chooseImports: (kind) =>
      kind === 'folder'
        ? open({ title: 'Import a folder', properties: ['openDirectory'] })
        : open({
            title: 'Import files',
            properties: ['openFile', 'multiSelections'],
            filters: LOG_FILTERS,
          }),
  };
}
