import { fromRandomAccessReaderPromise, getFileNameLowLevel } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { OpenFile } from '../file-bytes.ts';
import { DAMAGED_HINT } from '../inflate.ts';
import { UNPACKING } from '../packing.ts';
import { SourceProblem, UnpackingLimit } from '../source-problem.ts';
import { shownName } from '../shown-name.ts';
import type { ImportSource } from '../sources.ts';
import { WindowReader } from './window-reader.ts';

/** A file in an archive. */
export interface ZipEntry {
  readonly source: ImportSource;
  /** Why it cannot be read, as it goes on after its name; empty if it can be tried. */
  readonly problem: string;
}

const ENCRYPTED = 0x1;
const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER_BYTES = 30;

/** Systems (upper byte of `versionMadeBy`) whose entries have Unix modes: Unix and macOS. */
const WITH_MODES: ReadonlySet<number> = new Set([3, 19]);
const KIND_OF_FILE = 0xf0_00;
const FOLDER = 0x40_00;
const REGULAR = 0x80_00;
const LINK = 0xa0_00;

/** A day: the times of entries are in the zone of who packed them. */
const ZONE_SLACK_MS = 86_400_000;

/**
 * The files in a zip archive, in the order of its directory. As in a folder, hidden ones are left
 * out, and so is what macOS keeps beside the files. Nothing is unpacked.
 * @throws SourceProblem if the archive is damaged, or built so that reading it could do harm
 */
export async function listEntries(archive: ImportSource, signal: AbortSignal): Promise<ZipEntry[]> {
  const file = await OpenFile.open(archive, archive.packedBytes);
  try {
    const reader = new WindowReader(file, archive.packedBytes);
    // Names are not checked here: one odd name would cost all files of the archive.
    const zip = await fromRandomAccessReaderPromise(reader, archive.packedBytes, {
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    });
    const entries = await entriesOf(zip, archive, signal);
    if (await hasMore(file, zip, archive)) throw new Error('the directory holds more entries');
    return entries;
  } catch (error) {
    if (error instanceof SourceProblem) throw error;
    throw new SourceProblem(
      archive,
      'is a zip archive that cannot be read: it is damaged, cut off, or of an unusual kind',
      DAMAGED_HINT,
      { cause: error },
    );
  } finally {
    file.close();
  }
}

async function entriesOf(
  zip: ZipFile,
  archive: ImportSource,
  signal: AbortSignal,
): Promise<ZipEntry[]> {
  if (zip.entryCount > UNPACKING.zipEntries) throw tooMany(archive, zip.entryCount);
  const entries: ZipEntry[] = [];
  const ranges: Range[] = [];
  const names = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    if (signal.aborted) return [];
    ranges.push(rangeOf(entry));
    const name = nameOf(entry);
    if (isFolder(entry, name) || isHidden(name)) continue;
    const problem = problemOf(entry) || (names.has(name) ? TWICE : '');
    names.add(name);
    if (problem === '' && isEmpty(entry)) continue;
    entries.push({ source: sourceOf(archive, entry, shownName(name)), problem });
  }
  refuseOverlaps(archive, ranges);
  return entries;
}

/** Whether the directory goes on behind the last of the entries that the archive counts. */
async function hasMore(file: OpenFile, zip: ZipFile, archive: ImportSource): Promise<boolean> {
  const end = Number(zip.readEntryCursor);
  const next = await file.readExactly(Math.min(4, archive.packedBytes - end), end);
  return zip.entriesRead === zip.entryCount && next.toString('latin1') === DIRECTORY_ENTRY;
}

const DIRECTORY_ENTRY = 'PK\x01\x02';

const TWICE = 'is in the archive twice; only the first one was read';

function sourceOf(archive: ImportSource, entry: Entry, entryName: string): ImportSource {
  return {
    ...archive,
    name: `${archive.name}/${entryName}`,
    bytes: entry.uncompressedSize,
    packedBytes: entry.compressedSize,
    modifiedAt: modifiedAt(entry, archive),
    isFromFolder: true,
    packing: {
      kind: 'zip',
      archive: { name: archive.name, isFromFolder: archive.isFromFolder },
      entryName,
      offset: entry.relativeOffsetOfLocalHeader,
      compressedBytes: entry.compressedSize,
      isDeflated: entry.compressionMethod === DEFLATED,
      entryBytes: entry.uncompressedSize,
      crc32: entry.crc32,
      isGzip: false,
    },
  };
}

function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

function problemOf(entry: Entry): string {
  const mode = modeOf(entry);
  if (mode === LINK) return 'is a link';
  if (mode !== 0 && mode !== REGULAR) return 'is not a regular file';
  if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) {
    return 'is encrypted; unpack it with its password first';
  }
  const { compressionMethod: method } = entry;
  if (method !== STORED && method !== DEFLATED) {
    return `is compressed in a way that Annals does not read (method ${method}); unpack it first`;
  }
  const size = Math.max(entry.uncompressedSize, entry.compressedSize);
  return Number.isSafeInteger(size) ? '' : 'has a size that no file has';
}

function isEmpty({ uncompressedSize, crc32 }: Entry): boolean {
  return uncompressedSize === 0 && crc32 === 0;
}

/** The kind of file by its Unix mode; 0 where there is none. */
function modeOf({ versionMadeBy, externalFileAttributes }: Entry): number {
  if (!WITH_MODES.has(versionMadeBy >>> 8)) return 0;
  return (externalFileAttributes >>> 16) & KIND_OF_FILE;
}

function isFolder(entry: Entry, name: string): boolean {
  return name.endsWith('/') || modeOf(entry) === FOLDER;
}

function isHidden(name: string): boolean {
  const parts = name.split('/').filter((part) => part !== '.' && part !== '..');
  return parts[0] === '__MACOSX' || parts.some((part) => part.startsWith('.'));
}

function modifiedAt(entry: Entry, archive: ImportSource): number {
  const time = entry.getLastModDate({ timezone: 'UTC' }).getTime() + ZONE_SLACK_MS;
  return Number.isFinite(time) ? Math.min(time, archive.modifiedAt) : archive.modifiedAt;
}

/** Where an entry lies in the archive, at least. */
interface Range {
  readonly start: number;
  readonly end: number;
}

function rangeOf(entry: Entry): Range {
  const start = entry.relativeOffsetOfLocalHeader;
  return { start, end: start + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize };
}

/** Entries that share bytes are how a small archive unpacks to a very large one. */
function refuseOverlaps(archive: ImportSource, ranges: readonly Range[]): void {
  let end = 0;
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    if (range.start < end) {
      throw new UnpackingLimit(
        archive,
        'is a zip archive whose files overlap, as in archives that are made to harm',
        'If you trust it, unpack it and import what is inside.',
      );
    }
    end = range.end;
  }
}

function tooMany(archive: ImportSource, count: number): UnpackingLimit {
  const most = UNPACKING.zipEntries.toLocaleString('en-US');
  return new UnpackingLimit(
    archive,
    `is a zip archive of ${count.toLocaleString('en-US')} files, more than ${most}`,
    'Unpack it and import the folder.',
  );
}
