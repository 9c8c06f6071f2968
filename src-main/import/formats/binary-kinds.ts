import { isUtf8 } from 'node:buffer';

/**
 * What a file is that holds no text, and what to do with it. Gzip, zip and SQLite are found here
 * only inside of archives, since files that are such themselves are opened first
 * (sources/open-sources.ts).
 */
interface BinaryKind {
  readonly what: string;
  readonly hint: string;
}

const UNPACK = 'Unpack it first, then import the files inside.';
const EXPORT = 'Save or export its content as JSON, JSON Lines or CSV, then import that.';

/** First bytes (each character one byte), what they mean, what to do. */
const SIGNATURES: readonly (readonly [start: string, what: string, hint: string])[] = [
  ['\x1f\x8b', 'a gzip archive', UNPACK],
  ['PK\x03\x04', 'a zip archive (or an Office document)', UNPACK],
  ['PK\x05\x06', 'an empty zip archive', UNPACK],
  ['BZh', 'a bzip2 archive', UNPACK],
  ['\xfd7zXZ\0', 'an xz archive', UNPACK],
  ['\x28\xb5\x2f\xfd', 'a zstd archive', UNPACK],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive', UNPACK],
  ['Rar!\x1a\x07', 'a RAR archive', UNPACK],
  ['SQLite format 3\0', 'an SQLite database', 'Unpack it first, then import the database itself.'],
  ['ElfFile\0', 'a Windows event log (EVTX)', EXPORT],
  ['PAR1', 'a Parquet file', EXPORT],
  ['%PDF-', 'a PDF document', EXPORT],
  ['\xd0\xcf\x11\xe0', 'an old Office document', EXPORT],
  ['\x7fELF', 'a program', 'Choose a log file instead.'],
  ['MZ', 'a Windows program', 'Choose a log file instead.'],
  ['\x89PNG', 'an image', 'Choose a log file instead.'],
  ['\xff\xd8\xff', 'an image', 'Choose a log file instead.'],
  ['GIF8', 'an image', 'Choose a log file instead.'],
];

const TAR_MARK = { at: 257, text: 'ustar' };

/** Enough to find the pattern of zeros that UTF-16 makes of Latin text. */
const LOOKED_AT = 1_024;

/**
 * Recognises files that hold no text, and text without the byte order mark that would tell how to
 * read it.
 * @param head the first bytes of the file, behind a byte order mark of UTF-8
 * @returns null for what may be text
 */
export function binaryKindOf(head: Buffer): BinaryKind | null {
  const isBinary = head.includes(0) || !isUtf8(head);
  const start = head.toString('latin1', 0, 16);
  const signature = isBinary ? SIGNATURES.find(([bytes]) => start.startsWith(bytes)) : undefined;
  if (signature) return { what: signature[1], hint: signature[2] };
  if (head.toString('latin1', TAR_MARK.at, TAR_MARK.at + TAR_MARK.text.length) === TAR_MARK.text) {
    return { what: 'a tar archive', hint: UNPACK };
  }
  if (!head.includes(0)) return null;
  if (looksLikeUtf16(head.subarray(0, LOOKED_AT))) {
    return {
      what: 'UTF-16 text without a byte order mark',
      hint: 'Save it as UTF-8, then import it again.',
    };
  }
  return { what: 'not a text file', hint: 'Choose a log file in JSON, JSON Lines or CSV.' };
}

/** Latin text in UTF-16 has a zero in nearly every other byte, always on the same side. */
function looksLikeUtf16(head: Buffer): boolean {
  const zeros: [even: number, odd: number] = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2 === 0 ? 0 : 1] += 1;
  const most = Math.max(...zeros);
  return Math.min(...zeros) === 0 && most >= head.length * 0.3;
}
