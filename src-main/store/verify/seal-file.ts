import { renameSync, rmSync } from 'node:fs';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { Seal } from '../chain/seal.ts';
import { partialPath, writeDurably } from '../files.ts';

/** What the file of a seal holds. */
export function printSeal(seal: Seal): string {
  return `${JSON.stringify(seal, null, 2)}\n`;
}

/**
 * Writes a seal, whole or not at all.
 * @throws AnnalsError FILE_UNWRITABLE
 */
export function writeSeal(path: string, seal: Seal): void {
  const partial = partialPath(path);
  try {
    writeDurably(partial, printSeal(seal));
    renameSync(partial, path);
  } catch (cause) {
    rmSync(partial, { force: true });
    throw new AnnalsError(
      'FILE_UNWRITABLE',
      `The seal cannot be written to ${path}.`,
      'Choose another place, and seal again.',
      { cause },
    );
  }
}
