import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { ImportSource } from './sources.ts';
import { describeSystemError } from './system-error.ts';

/** How text is written down. UTF-16 is told by its byte order mark only. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Large enough that reading costs little, small enough that nobody waits for one chunk. */
const CHUNK_BYTES = 262_144;

const MARKS: readonly (readonly [Encoding, Buffer])[] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
];

/** The encoding that the first bytes of a file announce, and how long the announcement is. */
export function encodingOf(head: Buffer): { readonly encoding: Encoding; readonly mark: number } {
  const found = MARKS.find(([, mark]) => head.subarray(0, mark.length).equals(mark));
  return found ? { encoding: found[0], mark: found[1].length } : { encoding: 'utf-8', mark: 0 };
}

/**
 * The bytes of a file in chunks, each valid until the next is asked for: as UTF-8 and without
 * byte order mark, UTF-16 transcoded.
 * @param onRead told the bytes of the file that have been read so far
 * @throws AnnalsError FILE_UNREADABLE, also if the file changed since it was chosen, and
 * FILE_UNRECOGNISED if it is not the UTF-16 that it says it is
 */
export async function* readChunks(
  source: ImportSource,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const handle = await openSource(source);
  try {
    const buffer = Buffer.allocUnsafeSlow(Math.max(1, Math.min(CHUNK_BYTES, source.bytes)));
    let decoder: TextDecoder | null = null;
    let position = 0;
    while (position < source.bytes) {
      const wanted = Math.min(buffer.length, source.bytes - position);
      const { bytesRead } = await readFrom(handle, buffer, wanted, position, source);
      if (bytesRead === 0) throw changed(source);
      let chunk = buffer.subarray(0, bytesRead);
      if (position === 0) {
        const { encoding, mark } = encodingOf(chunk);
        chunk = chunk.subarray(mark);
        if (encoding !== 'utf-8')
          decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
      }
      position += bytesRead;
      onRead(position);
      yield decoder ? transcode(decoder, chunk, position === source.bytes, source) : chunk;
    }
  } finally {
    await handle.close();
  }
}

/** The first bytes of a file, as they are. */
export async function readHead(source: ImportSource, bytes: number): Promise<Buffer> {
  const handle = await openSource(source);
  try {
    const head = Buffer.allocUnsafeSlow(Math.min(bytes, source.bytes));
    let length = 0;
    while (length < head.length) {
      const rest = head.subarray(length);
      const { bytesRead } = await readFrom(handle, rest, rest.length, length, source);
      if (bytesRead === 0) throw changed(source);
      length += bytesRead;
    }
    return head;
  } finally {
    await handle.close();
  }
}

/** Opens without waiting, in case a pipe has taken the place of the file. */
async function openSource(source: ImportSource): Promise<FileHandle> {
  let handle: FileHandle;
  try {
    handle = await open(source.path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw unreadable(source, error);
  }
  const stats = await handle.stat();
  if (stats.isFile() && stats.size >= source.bytes) return handle;
  await handle.close();
  throw changed(source);
}

async function readFrom(
  handle: FileHandle,
  buffer: Buffer,
  length: number,
  position: number,
  source: ImportSource,
): Promise<{ readonly bytesRead: number }> {
  try {
    return await handle.read(buffer, 0, length, position);
  } catch (error) {
    throw unreadable(source, error);
  }
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

function unreadable(source: ImportSource, error: unknown): AnnalsError {
  const { problem, hint } = describeSystemError(error);
  return new AnnalsError('FILE_UNREADABLE', `“${source.name}” cannot be read: ${problem}.`, hint, {
    cause: error,
  });
}

function changed(source: ImportSource): AnnalsError {
  return new AnnalsError(
    'FILE_UNREADABLE',
    `“${source.name}” changed while it was being imported.`,
    'Import it again when nothing writes to it, or import a copy.',
  );
}
