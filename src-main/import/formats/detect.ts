import { LIMITS } from '#shared/model/limits.ts';
import { binaryKindOf } from './binary-kinds.ts';
import { detectCsv, unrecognised } from './csv-detect.ts';
import type { CsvFormat, Unrecognised } from './csv-detect.ts';
import { findJsonProblem } from './json-problem.ts';
import { isObject } from './json-record.ts';
import { encodingOf, readHead } from '../sources/source-reader.ts';
import type { ImportSource } from '../sources/sources.ts';
import { ValueScanner } from './value-scanner.ts';

/** How a file is written, told by its content and never by its name. */
export type Format =
  | { readonly kind: 'empty' }
  | { readonly kind: 'document' }
  | { readonly kind: 'lines' }
  | CsvFormat
  | Unrecognised;

/** The beginning of a file, as UTF-8. */
interface Head {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

const HEAD_BYTES = 65_536;
const LINES_TRIED = 200;

/**
 * Tells how a file is written.
 * @throws AnnalsError FILE_UNREADABLE
 */
export async function detectFormat(source: ImportSource): Promise<Format> {
  const start = await readHead(source, HEAD_BYTES);
  const { encoding, mark } = encodingOf(start);
  const binary = encoding === 'utf-8' ? binaryKindOf(start.subarray(mark)) : null;
  if (binary) return unrecognised(`is ${binary.what}`, binary.hint);
  // A first line longer than that may be one long record or a document without line ends.
  const isOneLine = !start.includes('\n') && start.length < source.bytes;
  const long = isOneLine ? await readHead(source, LIMITS.recordBytes + HEAD_BYTES) : start;
  const body = long.subarray(mark);
  return formatOf({
    bytes:
      encoding === 'utf-8' ? body : Buffer.from(new TextDecoder(encoding).decode(body), 'utf8'),
    isWhole: long.length === source.bytes,
  });
}

function formatOf(head: Head): Format {
  const text = head.bytes.toString('utf8');
  const first = text.search(/\S/u);
  if (first === -1 && head.isWhole) return { kind: 'empty' };
  if (text[first] === '{') return { kind: isLines(head) ? 'lines' : 'document' };
  if (text[first] === '[' && isList(text.slice(first))) return { kind: 'document' };
  if (shareOfObjects(text, head.isWhole) >= 0.5) return { kind: 'lines' };
  return detectCsv(head.bytes, head.isWhole);
}

/** Whether a text that starts with an object goes on with further ones, line by line. */
function isLines({ bytes, isWhole }: Head): boolean {
  const start = bytes.indexOf('{');
  const end = new ValueScanner().scan(bytes, start);
  if (end !== -1) {
    const rest = bytes.toString('utf8', end);
    const isOnOneLine = !bytes.subarray(start, end).includes('\n');
    if (isOnOneLine && /\n\s*\S/u.test(rest)) return true;
    if (/^\s*$/u.test(rest)) return isOnOneLine && !isWhole;
  }
  return shareOfObjects(bytes.toString('utf8'), isWhole) >= 0.5;
}

/** `[` starts log lines too: `[2026-01-01 00:00:00] …`. */
function isList(text: string): boolean {
  if (/^\[\s*[{\]]/u.test(text)) return true;
  const problem = findJsonProblem(text);
  return problem === null || problem.isCutOff;
}

/** Which share of the first lines is a JSON object each; 0 for a single line. */
function shareOfObjects(text: string, isWhole: boolean): number {
  const lines = text.split('\n');
  if (!isWhole) lines.pop();
  const tried = lines.filter((line) => line.trim() !== '').slice(0, LINES_TRIED);
  return tried.length < 2 ? 0 : tried.filter(isObjectLine).length / tried.length;
}

function isObjectLine(line: string): boolean {
  try {
    return isObject(JSON.parse(line));
  } catch {
    return false;
  }
}
