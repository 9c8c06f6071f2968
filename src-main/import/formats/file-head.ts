import { LIMITS } from '#shared/model/limits.ts';
import { encodingOf, readHead } from '../sources/source-reader.ts';
import type { ImportSource } from '../sources/sources.ts';

/** The beginning of a file, as UTF-8 and without byte order mark. */
export interface FileHead {
  readonly bytes: Buffer;
  readonly text: string;
  readonly isWhole: boolean;
  /** Whether it says that it is UTF-16. */
  readonly isMarked: boolean;
}

const HEAD_BYTES = 65_536;
const LINES_TRIED = 200;

/** @throws AnnalsError FILE_UNREADABLE */
export async function readFileHead(source: ImportSource): Promise<FileHead> {
  const start = await readHead(source, HEAD_BYTES);
  const { encoding, mark } = encodingOf(start);
  // A first line longer than that may be one long record or a document without line ends.
  const isOneLine = !start.includes('\n') && start.length < source.bytes;
  const long = isOneLine ? await readHead(source, LIMITS.recordBytes + HEAD_BYTES) : start;
  const body = long.subarray(mark);
  const isMarked = encoding !== 'utf-8';
  const bytes = isMarked ? Buffer.from(new TextDecoder(encoding).decode(body), 'utf8') : body;
  return { bytes, text: bytes.toString('utf8'), isWhole: long.length === source.bytes, isMarked };
}

/** The first lines that are not blank, as many as are tried. */
export function firstLines({ text, isWhole }: FileHead): string[] {
  const lines = text.split('\n');
  // The last may have been cut off, unless there is no other.
  if (!isWhole && lines.length > 1) lines.pop();
  return lines.filter((line) => line.trim() !== '').slice(0, LINES_TRIED);
}
