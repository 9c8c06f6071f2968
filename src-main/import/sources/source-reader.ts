import { TextDecoder } from 'node:util';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { OpenFile } from './file-bytes.ts';
import { changed } from './source-problem.ts';
import type { ImportSource } from './sources.ts';
import { unpack } from './unpack.ts';
import type { PackedSource } from './unpack.ts';

/** How text is written down. UTF-16 is told by its byte order mark only. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Large enough that reading costs little, small enough that nobody waits for one chunk. */
const CHUNK_BYTES = 262_144;

const MARKS: readonly (readonly [Encoding, Buffer])[] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
];
const LONGEST_MARK = 3;

/** The encoding that the first bytes of a file announce, and how long the announcement is. */
export function encodingOf(head: Buffer): { readonly encoding: Encoding; readonly mark: number } {
  const found = MARKS.find(([, mark]) => head.subarray(0, mark.length).equals(mark));
  return found ? { encoding: found[0], mark: found[1].length } : { encoding: 'utf-8', mark: 0 };
}

/**
 * The content of a source in chunks, each valid until the next is asked for: unpacked, as UTF-8
 * and without byte order mark, UTF-16 transcoded.
 * @param onRead told the bytes of the file that have been read so far
 * @throws AnnalsError FILE_UNREADABLE, also if the file changed since it was chosen, and
 * FILE_UNRECOGNISED if it is not the UTF-16 that it says it is
 */
export async function* readChunks(
  source: ImportSource,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | null = null;
  let position = 0;
  for await (const bytes of contentOf(source, onRead)) {
    let chunk = bytes;
    if (position === 0) {
      const { encoding, mark } = encodingOf(chunk);
      chunk = chunk.subarray(mark);
      if (encoding !== 'utf-8')
        decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    }
    position += bytes.length;
    yield decoder ? transcode(decoder, chunk, position === source.bytes, source) : chunk;
  }
}

/** The first bytes of the content of a source, as they are; fewer if there are no more. */
export async function readHead(source: ImportSource, bytes: number): Promise<Buffer> {
  if (isPacked(source)) return unpackedHead(source, bytes);
  const file = await OpenFile.open(source, source.bytes);
  try {
    return await file.readExactly(Math.min(bytes, source.bytes), 0);
  } finally {
    file.close();
  }
}

async function unpackedHead(source: PackedSource, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  if (source.bytes === 0) return Buffer.alloc(0);
  for await (const chunk of unpack(source)) {
    parts.push(Buffer.from(chunk));
    length += chunk.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(parts).subarray(0, bytes);
}

function contentOf(source: ImportSource, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  return isPacked(source) ? unpackedContent(source, onRead) : fileContent(source, onRead);
}

function isPacked(source: ImportSource): source is PackedSource {
  return source.packing !== null;
}

async function* fileContent(
  source: ImportSource,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const file = await OpenFile.open(source, source.bytes);
  try {
    const buffer = Buffer.allocUnsafeSlow(Math.max(1, Math.min(CHUNK_BYTES, source.bytes)));
    let position = 0;
    while (position < source.bytes) {
      const room = buffer.subarray(0, Math.min(buffer.length, source.bytes - position));
      const length = await file.read(room, position);
      position += length;
      onRead(position);
      yield room.subarray(0, length);
    }
  } finally {
    file.close();
  }
}

/** The first chunk is long enough for any byte order mark. */
async function* unpackedContent(
  source: PackedSource,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let length = 0;
  let start = Buffer.alloc(0);
  for await (const chunk of unpack(source, onRead)) {
    length += chunk.length;
    if (length > source.bytes) throw changed(source);
    if (length < Math.min(LONGEST_MARK, source.bytes)) {
      start = Buffer.concat([start, chunk]);
      continue;
    }
    yield start.length === 0 ? chunk : Buffer.concat([start, chunk]);
    start = Buffer.alloc(0);
  }
  if (length !== source.bytes) throw changed(source);
  onRead(source.packedBytes);
}

function transcode(
  decoder: TextDecoder,
  chunk: Buffer,
  isLast: boolean,
  source: ImportSource,
): Buffer {
  try {
    return Buffer.from(decoder.decode(chunk, { stream: !isLast }), 'utf8');
  } catch (error) {
    throw new AnnalsError(
      'FILE_UNRECOGNISED',
      `“${source.name}” starts like UTF-16, but is not.`,
      'Save it as UTF-8, then import it again.',
      { cause: error },
    );
  }
}
