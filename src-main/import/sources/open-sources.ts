import { firstBytes } from './file-bytes.ts';
import { tooLarge } from './inflate.ts';
import { SIGNATURE_BYTES, UNPACKING, packingKindOf } from './packing.ts';
import { SourceProblem, UnpackingLimit } from './source-problem.ts';
import type { ImportSource } from './sources.ts';
import { findTable } from './sqlite/find-table.ts';
import { PrivateCopies } from './sqlite/private-copies.ts';
import { unpack } from './unpack.ts';
import type { PackedSource } from './unpack.ts';
import { listEntries } from './zip/list-entries.ts';

/** A source whose content can be read, or about which it is known already that it cannot. */
export interface OpenedSource {
  readonly source: ImportSource;
  readonly problem: {
    readonly kind: 'unrecognised';
    readonly problem: string;
    readonly hint: string;
  } | null;
}

export interface OpenOptions {
  /** The table of SQLite files to read; by default, the one that looks most like events. */
  readonly table: string | undefined;
  /** The SQLite addon to load instead of the one that comes with better-sqlite3. */
  readonly nativeBinding: string | undefined;
  /** Called for each file that is read; takes how many bytes of it have been read so far. */
  readonly onFile: () => (bytes: number) => void;
  /** Ends it early; there are no sources then. */
  readonly signal: AbortSignal;
}

/** Sources that were opened; to be closed when they have been read. */
export interface OpenSources {
  readonly sources: readonly OpenedSource[];
  close(): Promise<void>;
}

/**
 * Looks by its first bytes how each file is packed, and puts what is inside in its place. What is
 * packed is read to its end, which costs little beside importing it: damage in the middle, wrong
 * checksums and archives that never stop unpacking are found before anything is stored, and all
 * sizes are known.
 * @throws SourceProblem for a file that was chosen itself and is damaged or too much; in folders
 * and archives it becomes the problem of that one source
 * @throws AnnalsError FILE_UNREADABLE
 */
export async function openSources(
  sources: readonly ImportSource[],
  options: OpenOptions,
): Promise<OpenSources> {
  const copies = new PrivateCopies();
  const close = (): Promise<void> => copies.remove();
  try {
    const opened: OpenedSource[] = [];
    const databases = new Set<string>();
    for (const source of sources) {
      if (options.signal.aborted) break;
      const found = await openOne(source, copies, options);
      if (found[0]?.source.packing?.kind === 'sqlite') databases.add(source.path);
      opened.push(...found);
    }
    if (options.signal.aborted) return { sources: [], close };
    return { sources: opened.filter((file) => !isPartOf(databases, file.source)), close };
  } catch (error) {
    await close();
    if (options.signal.aborted) return { sources: [], close };
    throw error;
  }
}

/** Whether a file in a folder is one of those that SQLite keeps beside a database. */
function isPartOf(databases: ReadonlySet<string>, { path, isFromFolder }: ImportSource): boolean {
  const database = /^(.+)-(?:wal|shm|journal)$/su.exec(path)?.[1];
  return isFromFolder && database !== undefined && databases.has(database);
}

async function openOne(
  source: ImportSource,
  copies: PrivateCopies,
  options: OpenOptions,
): Promise<OpenedSource[]> {
  const head = source.bytes === 0 ? Buffer.alloc(0) : await firstBytes(source, SIGNATURE_BYTES);
  const kind = packingKindOf(head);
  try {
    switch (kind) {
      case null:
        return [{ source, problem: null }];
      case 'gzip':
        return [{ source: await openGzip(source, head, options), problem: null }];
      case 'zip':
        return await openZip(source, options);
      case 'sqlite':
        return [{ source: await openDatabase(source, copies, options), problem: null }];
    }
  } catch (error) {
    if (error instanceof SourceProblem && source.isFromFolder) return [withProblem(source, error)];
    throw error;
  }
}

function withProblem(
  source: ImportSource,
  { problem, hint }: { readonly problem: string; readonly hint: string },
): OpenedSource {
  return { source, problem: { kind: 'unrecognised', problem, hint } };
}

async function openGzip(
  source: ImportSource,
  head: Buffer,
  options: OpenOptions,
): Promise<ImportSource> {
  // When what is packed was changed last, in seconds; 0 if that is not known (RFC 1952).
  const time = head.length < 8 ? 0 : head.readUInt32LE(4) * 1_000;
  const modifiedAt = time === 0 ? source.modifiedAt : Math.min(time, source.modifiedAt);
  return measured({ ...source, modifiedAt, packing: { kind: 'gzip' } }, options);
}

async function openDatabase(
  source: ImportSource,
  copies: PrivateCopies,
  options: OpenOptions,
): Promise<ImportSource> {
  const { table, nativeBinding, signal } = options;
  const database = await copies.readable(source, signal);
  const found = await findTable(source, { database, wanted: table, nativeBinding });
  return measured({ ...source, packing: { kind: 'sqlite', ...found } }, options);
}

async function openZip(archive: ImportSource, options: OpenOptions): Promise<OpenedSource[]> {
  const entries = await listEntries(archive, options.signal);
  if (entries.length === 0) {
    throw new SourceProblem(archive, 'is a zip archive with no files in it', EMPTY_HINT);
  }
  const opened: OpenedSource[] = [];
  let bytes = 0;
  for (const { source, problem } of entries) {
    if (options.signal.aborted) return [];
    const file =
      problem === ''
        ? await openEntry(source, archive, options)
        : withProblem(source, { problem, hint: '' });
    bytes += file.source.bytes;
    if (bytes > UNPACKING.archiveBytes) throw tooLarge(archive);
    opened.push(file);
  }
  return opened;
}

const EMPTY_HINT = 'Check that the export was complete, then import it again.';

async function openEntry(
  source: ImportSource,
  archive: ImportSource,
  options: OpenOptions,
): Promise<OpenedSource> {
  try {
    return { source: await unpackedEntry(source, options), problem: null };
  } catch (error) {
    if (error instanceof UnpackingLimit) {
      const problem = `holds “${source.name}”, which ${error.problem}`;
      throw new UnpackingLimit(archive, problem, error.hint, { cause: error });
    }
    if (error instanceof SourceProblem) return withProblem(source, error);
    throw error;
  }
}

async function unpackedEntry(source: ImportSource, options: OpenOptions): Promise<ImportSource> {
  const { packing } = source;
  if (packing?.kind !== 'zip') return source;
  const entry = { ...source, packing };
  const isGzip = packingKindOf(await startOf(entry)) === 'gzip';
  return measured({ ...entry, packing: { ...packing, isGzip } }, options);
}

async function startOf(source: PackedSource): Promise<Buffer> {
  let start = Buffer.alloc(0);
  for await (const chunk of unpack(source)) {
    start = Buffer.concat([start, chunk]);
    if (start.length >= SIGNATURE_BYTES) break;
  }
  return start;
}

/** The source with the size of its content, which takes reading it. */
async function measured(
  source: PackedSource,
  { onFile, signal }: OpenOptions,
): Promise<ImportSource> {
  let bytes = 0;
  for await (const chunk of unpack(source, onFile())) {
    if (signal.aborted) break;
    bytes += chunk.length;
  }
  return { ...source, bytes };
}
