import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdtemp, realpath, rm } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { firstBytes } from '../file-bytes.ts';
import { UNPACKING } from '../packing.ts';
import { SourceProblem, changed, unreadable } from '../source-problem.ts';
import type { ImportSource } from '../sources.ts';

/** Where the header of a database says how it is written, and what that is with a log beside it. */
const WRITE_VERSION_AT = 18;
const WITH_LOG = 2;
const HEADER_BYTES = 100;

/**
 * Databases that SQLite cannot read without making files beside them (those with a write-ahead
 * log) are copied to a folder of this process first, so that the operator's folder stays as it is.
 */
export class PrivateCopies {
  readonly #folders: string[] = [];

  /**
   * Where a database can be read without a trace: at its own place, or in a copy.
   * @throws SourceProblem if it is too large; AnnalsError FILE_UNREADABLE
   */
  async readable(source: ImportSource, signal: AbortSignal): Promise<string> {
    if (source.packedBytes > UNPACKING.databaseBytes) throw tooLarge(source);
    const header = await firstBytes(source, HEADER_BYTES);
    return header[WRITE_VERSION_AT] === WITH_LOG ? this.#copy(source, signal) : source.path;
  }

  /** Removes all copies; the sources cannot be read any more then. */
  async remove(): Promise<void> {
    for (const folder of this.#folders.splice(0))
      await rm(folder, { recursive: true, force: true });
  }

  async #copy(source: ImportSource, signal: AbortSignal): Promise<string> {
    const original = await realpath(source.path).catch((error: unknown) => {
      throw unreadable(source, error);
    });
    const before = await factsOf(source, original);
    if (before.bytes > UNPACKING.databaseBytes) throw tooLarge(source);
    const folder = await mkdtemp(join(tmpdir(), 'annals-import-'));
    this.#folders.push(folder);
    const path = join(folder, 'copy.db');
    try {
      await copyFile(original, path, signal);
      if (before.hasLog) await copyFile(logOf(original), logOf(path), signal);
    } catch (error) {
      throw unreadable(source, error);
    }
    // A database that was written to meanwhile may not fit the log that was copied after it.
    if ((await factsOf(source, original)).stamp !== before.stamp) throw changed(source);
    return path;
  }
}

interface Facts {
  readonly bytes: number;
  readonly hasLog: boolean;
  /** Differs if one of the files was changed. */
  readonly stamp: string;
}

async function factsOf(source: ImportSource, path: string): Promise<Facts> {
  const database = await lstat(path).catch((error: unknown) => {
    throw unreadable(source, error);
  });
  const beside: Stats | null = await lstat(logOf(path)).catch(() => null);
  if (beside && !beside.isFile()) throw changed(source);
  const files = beside ? [database, beside] : [database];
  return {
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    hasLog: beside !== null && beside.size > 0,
    stamp: files.map(({ size, mtimeMs }) => `${size}@${mtimeMs}`).join(' '),
  };
}

function logOf(path: string): string {
  return `${path}-wal`;
}

async function copyFile(from: string, to: string, signal: AbortSignal): Promise<void> {
  await pipeline(createReadStream(from), createWriteStream(to, { mode: 0o600 }), { signal });
}

function tooLarge(source: ImportSource): SourceProblem {
  return new SourceProblem(
    source,
    `is an SQLite database of more than ${UNPACKING.databaseBytes / 1_073_741_824} GiB`,
    'Export the table that holds the events as JSON Lines or CSV, then import that.',
  );
}
