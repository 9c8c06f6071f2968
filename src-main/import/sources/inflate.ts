import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflateRaw, gunzipSync, inflateRawSync } from 'node:zlib';
import { UNPACKING } from './packing.ts';
import { SourceProblem, UnpackingLimit } from './source-problem.ts';

/** Bytes that come out at once. */
const CHUNK_BYTES = 65_536;

/**
 * What is not larger is unpacked in one go, since a stream costs more than the work: CloudTrail
 * comes in thousands of such files. Small enough that what is above the limits of one is a bomb.
 */
const SMALL_BYTES = UNPACKING.freeBytes / 256;

/** What is unpacked, for errors and for the limit. */
export interface Unpacking {
  readonly name: string;
  /** What holds the packed bytes, as it goes on after “is a damaged”. */
  readonly what: string;
  /** How many packed bytes there are. */
  readonly packedBytes: number;
  /** How many bytes of the file have been read so far. */
  readonly packedRead: () => number;
}

/**
 * Unpacks gzip (all members, one behind the other) or a bare deflate stream.
 * @returns how many packed bytes it took; gzip ends at a zero behind a member
 * @throws SourceProblem if the stream is damaged, cut off, or followed by something else
 * @throws UnpackingLimit if far more comes out than went in
 */
export async function* inflate(
  packed: AsyncIterable<Buffer>,
  form: 'gzip' | 'deflate',
  unpacking: Unpacking,
): AsyncGenerator<Buffer, number> {
  if (unpacking.packedBytes <= SMALL_BYTES) return yield* inflateAtOnce(packed, form, unpacking);
  const options = { chunkSize: CHUNK_BYTES };
  const engine = form === 'gzip' ? createGunzip(options) : createInflateRaw(options);
  const feeding = pipeline(Readable.from(packed), engine);
  // Its failure reaches the reader of the engine too.
  feeding.catch(() => undefined);
  let bytes = 0;
  try {
    for await (const chunk of engine as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      refuseBomb(bytes, unpacking);
      yield chunk;
    }
    return engine.bytesWritten;
  } catch (error) {
    throw isZlibError(error) ? damaged(error, unpacking) : error;
  } finally {
    engine.destroy();
    await feeding.catch(() => undefined);
  }
}

async function* inflateAtOnce(
  packed: AsyncIterable<Buffer>,
  form: 'gzip' | 'deflate',
  unpacking: Unpacking,
): AsyncGenerator<Buffer, number> {
  const parts: Buffer[] = [];
  for await (const part of packed) parts.push(part);
  try {
    const [bytes, taken] = inflateSmall(Buffer.concat(parts), form);
    if (bytes.length > 0) yield bytes;
    return taken;
  } catch (error) {
    if (isTooLarge(error)) throw bomb(unpacking);
    throw isZlibError(error) ? damaged(error, unpacking) : error;
  }
}

/** @returns what comes out, and how many of the packed bytes were taken */
function inflateSmall(packed: Buffer, form: 'gzip' | 'deflate'): [bytes: Buffer, taken: number] {
  const options = { info: true, maxOutputLength: UNPACKING.freeBytes };
  const result = form === 'gzip' ? gunzipSync(packed, options) : inflateRawSync(packed, options);
  // The types do not know what `info` asks for.
  const { buffer, engine } = result as unknown as {
    readonly buffer: Buffer;
    readonly engine: { readonly bytesWritten: number };
  };
  return [buffer, engine.bytesWritten];
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

function refuseBomb(bytes: number, unpacking: Unpacking): void {
  if (bytes > UNPACKING.archiveBytes) throw tooLarge(unpacking);
  const allowed = Math.max(UNPACKING.freeBytes, unpacking.packedRead() * UNPACKING.ratio);
  if (bytes > allowed) throw bomb(unpacking);
}

function bomb(unpacking: { readonly name: string }): UnpackingLimit {
  return new UnpackingLimit(
    unpacking,
    `unpacks to more than ${UNPACKING.ratio} times its size`,
    'Logs do not shrink that much: it may be made to harm. If you trust it, import it unpacked.',
  );
}

/** The refusal of an archive with too much in it. */
export function tooLarge(archive: { readonly name: string }): UnpackingLimit {
  return new UnpackingLimit(
    archive,
    `unpacks to more than ${UNPACKING.archiveBytes / 1_073_741_824} GiB`,
    'Unpack it, and import what is inside.',
  );
}

function isZlibError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

function damaged(error: Error & { readonly code: string }, unpacking: Unpacking): SourceProblem {
  const { name, what } = unpacking;
  const problem =
    error.code === 'Z_BUF_ERROR'
      ? `is a ${what} that is cut off before its end`
      : `is a damaged ${what}: ${DETAILS.get(error.message) ?? 'its data is not what it should be'}`;
  return new SourceProblem({ name }, problem, DAMAGED_HINT, { cause: error });
}

/** To be copied again, since nothing is wrong with how it was chosen. */
export const DAMAGED_HINT = 'Nothing of it was imported. Get the file again from where it came.';

/** What zlib says, in words. */
const DETAILS: ReadonlyMap<string, string> = new Map([
  ['incorrect data check', 'its checksum does not fit its content'],
  ['incorrect length check', 'its length does not fit its content'],
  ['incorrect header check', 'something that is not gzip stands in it'],
]);
