import { inspectStoreFile } from './sql/store-file.ts';

/** True if a file is a store of ours, by its first bytes; nothing is opened or changed. */
export function isStore(path: string): boolean {
  try {
    return inspectStoreFile(path).kind === 'store';
  } catch {
    return false;
  }
}
