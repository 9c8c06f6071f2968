import { lstat, readdir, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { basename, join } from 'node:path';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { Packing, TableSize } from './packing.ts';
import { describeSystemError } from './system-error.ts';

/**
 * One file to import, as it was when it was chosen, or, once the sources are open
 * (open-sources.ts), what is packed in one. Plain data, so that it reaches a thread.
 */
export interface ImportSource {
  readonly path: string;
  /**
   * What it is called in rejections: the folder above the chosen one is left out, and a file in an
   * archive is named behind it, `archive.zip/inner/file.json`.
   */
  readonly name: string;
  /**
   * Size of the content in bytes, unpacked once the source is open. No more than this is read, even
   * if the file grows meanwhile.
   */
  readonly bytes: number;
  /** How many bytes of the file hold the content; what progress counts. */
  readonly packedBytes: number;
  /** When the file was changed last, ms UTC: times in it that name no year are not later. */
  readonly modifiedAt: number;
  /** True if it was found in a folder or an archive, and not named itself. */
  readonly isFromFolder: boolean;
  /** How the content is packed in the file; null if it is not, and before the sources are open. */
  readonly packing: Packing | null;
}

/**
 * The files that are meant by files and folders: a folder stands for all regular files in it, at
 * any depth, in the order of their names, but for hidden ones and for links. A file that is
 * meant twice is there once.
 * @throws AnnalsError FILE_UNREADABLE for what is missing, unreadable or no file or folder
 */
export async function expandSources(paths: readonly string[]): Promise<ImportSource[]> {
  const sources = new Map<string, ImportSource>();
  for (const path of paths) {
    const stats = await statOf(path);
    const name = basename(path) || path;
    const found = stats.isDirectory()
      ? await filesIn(path, name)
      : [{ ...sourceOf(path, name, regularFile(path, stats)), isFromFolder: false }];
    if (found.length === 0) {
      throw new AnnalsError(
        'FILE_UNREADABLE',
        `The folder “${path}” holds no files.`,
        'Choose the folder that holds the log files.',
      );
    }
    for (const source of found) if (!sources.has(source.path)) sources.set(source.path, source);
  }
  return [...sources.values()];
}

/** A name for an import as a whole: the one file or folder, or how many files. */
export function titleOf(paths: readonly string[], files: number): string {
  const [only] = paths;
  return paths.length === 1 && only !== undefined ? basename(only) || only : `${files} files`;
}

/** The name of a source that is kept with its events: without folders, but with its archive. */
export function fileNameOf({ path, packing }: ImportSource): string {
  return packing?.kind === 'zip' ? `${basename(path)}/${packing.entryName}` : basename(path);
}

/** The tables of which the first was taken; none if it is no database. */
export function tablesOf({ packing }: ImportSource): TableSize[] {
  return packing?.kind === 'sqlite' ? [...packing.tables] : [];
}

async function statOf(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function filesIn(folder: string, folderName: string): Promise<ImportSource[]> {
  const sources: ImportSource[] = [];
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    const name = `${folderName}/${entry.name}`;
    if (entry.isDirectory()) sources.push(...(await filesIn(path, name)));
    if (!entry.isFile()) continue;
    const stats = await lstat(path).catch((error: unknown) => {
      throw unreadable(path, error);
    });
    sources.push(sourceOf(path, name, stats));
  }
  return sources;
}

function sourceOf(path: string, name: string, { size, mtimeMs }: Stats): ImportSource {
  return {
    path,
    name,
    bytes: size,
    packedBytes: size,
    modifiedAt: Math.floor(mtimeMs),
    isFromFolder: true,
    packing: null,
  };
}

/** Opening a pipe or a device could wait for ever, or never end. */
function regularFile(path: string, stats: Stats): Stats {
  if (stats.isFile()) return stats;
  const kind = stats.isFIFO() ? 'a pipe' : stats.isSocket() ? 'a socket' : 'a device';
  throw new AnnalsError(
    'FILE_UNREADABLE',
    `“${path}” is ${kind}, not a file.`,
    'Save its content to a file first, then import that file.',
  );
}

function unreadable(path: string, error: unknown): AnnalsError {
  const { problem, hint } = describeSystemError(error);
  return new AnnalsError('FILE_UNREADABLE', `“${path}” cannot be read: ${problem}.`, hint, {
    cause: error,
  });
}
