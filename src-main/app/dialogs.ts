import { dialog } from 'electron';
import type { BrowserWindow, OpenDialogOptions } from 'electron';
import type { ExportFormat } from '#shared/model/export.ts';
import type { Dialogs } from '../ipc/handlers.ts';

const STORE_FILTERS = [
  { name: 'Annals stores', extensions: ['annals', 'db'] },
  { name: 'All files', extensions: ['*'] },
];

const LOG_FILTERS = [
  { name: 'Audit logs', extensions: ['json', 'jsonl', 'ndjson', 'csv', 'tsv', 'log', 'txt'] },
  { name: 'All files', extensions: ['*'] },
];

const SEAL_FILTERS = [
  { name: 'Seals', extensions: ['json'] },
  { name: 'All files', extensions: ['*'] },
];

const BUNDLE_FILTERS = [
  { name: 'Evidence bundles', extensions: ['zip'] },
  { name: 'All files', extensions: ['*'] },
];

const EXPORT_NAMES: Readonly<Record<ExportFormat, string>> = {
  csv: 'CSV',
  json: 'JSON',
  jsonl: 'JSON Lines',
};

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
      const options = {
        title: 'Create a store',
        defaultPath: 'audit.annals',
        filters: STORE_FILTERS,
      };
      const answer = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options));
      return answer.canceled ? null : answer.filePath;
    },
    chooseNewBundle: async () => {
      const parent = window();
      const options = {
        title: 'Save an evidence bundle',
        defaultPath: 'evidence.zip',
        filters: BUNDLE_FILTERS,
      };
      const answer = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options));
      return answer.canceled ? null : answer.filePath;
    },
    chooseSeals: () =>
      open({
        title: 'Choose seals to verify with',
        properties: ['openFile', 'multiSelections'],
        filters: SEAL_FILTERS,
      }),
    chooseNewSeal: async () => {
      const parent = window();
      const options = {
        title: 'Save a seal',
        defaultPath: 'annals-seal.json',
        filters: SEAL_FILTERS,
      };
      const answer = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options));
      return answer.canceled ? null : answer.filePath;
    },
    chooseExport: async (name, format) => {
      const parent = window();
      const options = {
        title: 'Export events',
        defaultPath: name,
        filters: [
          { name: EXPORT_NAMES[format], extensions: [format] },
          { name: 'All files', extensions: ['*'] },
        ],
      };
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
