import { crc32 } from 'node:zlib';
import { OpenFile } from './file-bytes.ts';
import { DAMAGED_HINT, inflate } from './inflate.ts';
import type { Unpacking } from './inflate.ts';
import type { Packing, ZipPacking } from './packing.ts';
import { SourceProblem } from './source-problem.ts';
import type { ImportSource } from './sources.ts';
import { readTable } from './sqlite/read-table.ts';

/** A source that is packed in some way. */
export type PackedSource = ImportSource & { readonly packing: Packing };

const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_SIGNATURE = 0x04_03_4b_50;

/**
 * The content of a packed source in chunks, from beginning to end.
 * @param onRead told how many of the packed bytes have been read so far
 * @throws SourceProblem if it is damaged, at the latest behind its last byte
 * @throws AnnalsError FILE_UNREADABLE
 */
export function unpack(
  source: PackedSource,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const { packing } = source;
  switch (packing.kind) {
    case 'gzip':
      return fromFile(source, source.packedBytes, (file) => gunzipped(file, source, onRead));
    case 'zip':
      return fromFile(source, packing.offset + packing.compressedBytes, (file) =>
        entryContent(file, source, packing, onRead),
      );
    case 'sqlite':
      return readTable(source, packing, onRead);
  }
}

async function* fromFile(
  source: ImportSource,
  bytes: number,
  read: (file: OpenFile) => AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const file = await OpenFile.open(source, bytes);
  try {
    yield* read(file);
  } finally {
    file.close();
  }
}

async function* gunzipped(
  file: OpenFile,
  source: ImportSource,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const packed = new Counted(file.range(0, source.packedBytes), onRead);
  const end = yield* inflate(
    packed.chunks(),
    'gzip',
    unpackingOf(source, 'gzip archive', packed, source.packedBytes),
  );
  // Zeros may fill up the last block of a tape or disk.
  for await (const rest of file.range(end, source.packedBytes)) {
    if (rest.some((byte) => byte !== 0)) throw followed(source);
  }
}

function followed(source: ImportSource): SourceProblem {
  return new SourceProblem(
    source,
    'is a damaged gzip archive: something that is not gzip stands in it',
    DAMAGED_HINT,
  );
}

async function* entryContent(
  file: OpenFile,
  source: ImportSource,
  packing: ZipPacking,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const header = await file.readExactly(LOCAL_HEADER_BYTES, packing.offset);
  if (header.readUInt32LE(0) !== LOCAL_HEADER_SIGNATURE) throw notAsListed(source);
  const start =
    packing.offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = new Counted(file.range(start, start + packing.compressedBytes), onRead);
  const stored = packed.chunks();
  const entry = asListed(
    packing.isDeflated
      ? inflate(
          stored,
          'deflate',
          unpackingOf(source, 'entry of a zip archive', packed, packing.compressedBytes),
        )
      : stored,
    source,
    packing,
  );
  yield* packing.isGzip
    ? inflate(entry, 'gzip', unpackingOf(source, 'gzip archive', packed, packing.entryBytes))
    : entry;
}

/** Chunks that are counted as they are read. */
class Counted {
  #bytes = 0;
  readonly #chunks: AsyncIterable<Buffer>;
  readonly #onRead: (bytes: number) => void;

  constructor(chunks: AsyncIterable<Buffer>, onRead: (bytes: number) => void) {
    this.#chunks = chunks;
    this.#onRead = onRead;
  }

  get bytes(): number {
    return this.#bytes;
  }

  async *chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of this.#chunks) {
      this.#bytes += chunk.length;
      this.#onRead(this.#bytes);
      yield chunk;
    }
  }
}

function unpackingOf(
  { name }: ImportSource,
  what: string,
  packed: Counted,
  packedBytes: number,
): Unpacking {
  return { name, what, packedBytes, packedRead: () => packed.bytes };
}

/** Passes on what an entry holds, if it is what the archive's directory says. */
async function* asListed(
  content: AsyncIterable<Buffer>,
  source: ImportSource,
  { entryBytes, crc32: expected }: ZipPacking,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  let checksum = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    checksum = crc32(chunk, checksum);
    if (bytes > entryBytes) break;
    yield chunk;
  }
  if (bytes !== entryBytes || checksum !== expected) throw notAsListed(source);
}

function notAsListed(source: ImportSource): SourceProblem {
  return new SourceProblem(
    source,
    'is a damaged entry of a zip archive: its size or checksum is not the one that the archive gives',
    DAMAGED_HINT,
  );
}
