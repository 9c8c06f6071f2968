import { firstLines } from './file-head.ts';
import type { FileHead } from './file-head.ts';
import { findJsonProblem } from './json-problem.ts';
import { isObject, unquoted } from './json-record.ts';
import { ObjectSplitter } from './object-splitter.ts';
import type { ParsedRecord } from './record.ts';
import { ValueScanner } from './value-scanner.ts';
import { holdsTimedRecords } from './wrapper.ts';

/** JSON as it stands in a file; where the records of a document are takes reading all of it. */
export type JsonFormat =
  | { readonly kind: 'document' }
  | { readonly kind: 'objects' }
  | { readonly kind: 'wrappers' }
  | { readonly kind: 'lines'; readonly form: 'jsonl' };

const LINES: JsonFormat = { kind: 'lines', form: 'jsonl' };

/**
 * Tells how JSON is written.
 * @returns null if the file begins with something else and is not JSON for the most part
 */
export function jsonFormatOf(head: FileHead): JsonFormat | null {
  const first = head.text.search(/[^\s\x1e]/u);
  if (head.text[first] === '{') return formatOfObjects(head);
  if (head.text[first] === '[' && isList(head.text.slice(first))) return { kind: 'document' };
  return shareOfObjects(head) >= 0.5 ? LINES : null;
}

/** Whether most of a file is JSON objects over several lines, with other lines between them. */
export function holdsObjects({ bytes, isWhole, text }: FileHead): boolean {
  if (!text.includes('{')) return false;
  const splitter = new ObjectSplitter();
  let objects = 0;
  let others = 0;
  const count = (records: ReturnType<typeof splitter.push>): void => {
    for (const { bytes: found, problem } of records) {
      if (problem === '' && isObjectText(found.toString('utf8'))) objects += 1;
      else others += 1;
    }
  };
  count(splitter.push(bytes));
  if (isWhole) count(splitter.end());
  return objects > 0 && objects >= others;
}

/** Whether a text that starts with an object goes on with further ones. */
function formatOfObjects(head: FileHead): JsonFormat {
  const { bytes } = head;
  const start = bytes.indexOf('{');
  const end = new ValueScanner().scan(bytes, start);
  const first = end === -1 ? null : objectIn(bytes.toString('utf8', start, end));
  const rest = end === -1 ? '' : bytes.toString('utf8', end);
  const isFollowed = /^[\s,\x1e]*\{/u.test(rest);
  if (first && isFollowed && holdsTimedRecords(first)) return { kind: 'wrappers' };
  if (first && /^(?:[ \t,]*|\s*\x1e)\{/u.test(rest)) return { kind: 'objects' };
  const isOnOneLine = end !== -1 && !bytes.subarray(start, end).includes('\n');
  if (isOnOneLine && /\n\s*\S/u.test(rest)) return LINES;
  if (isOnOneLine && rest.trim() === '') return head.isWhole ? { kind: 'document' } : LINES;
  if (shareOfObjects(head) >= 0.5) return LINES;
  return first && (isFollowed || /\n\{/u.test(rest)) ? { kind: 'objects' } : { kind: 'document' };
}

/** `[` starts log lines too: `[2026-01-01 00:00:00] …`. */
function isList(text: string): boolean {
  if (/^\[\s*[{\]]/u.test(text)) return true;
  const problem = findJsonProblem(text);
  return problem === null || problem.isCutOff;
}

/** Which share of the first lines is a JSON object each; 0 for a single line. */
function shareOfObjects(head: FileHead): number {
  const tried = firstLines(head);
  if (tried.length < 2) return 0;
  return tried.filter((line) => isObjectText(line)).length / tried.length;
}

/** Whether one of the first lines is an object, for files that somebody says are JSON Lines. */
export function hasObjectLine(head: FileHead): boolean {
  return firstLines(head).some((line) => isObjectText(line));
}

function isObjectText(text: string): boolean {
  return objectIn(text) !== null;
}

function objectIn(text: string): ParsedRecord | null {
  try {
    const value = unquoted(JSON.parse(text));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
