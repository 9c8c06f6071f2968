import { isUtf8 } from 'node:buffer';
import { LENGTH_BYTES } from './journal-splitter.ts';
import type { ParsedRecord } from './record.ts';

const LINE_FEED = 0x0a;
const EQUALS = 0x3d;

/**
 * Takes one record of a journal export apart, as the splitter cut it. All values are texts, lists
 * of texts where a field is there several times; what is not UTF-8 becomes Base64.
 */
export function parseJournalRecord(bytes: Buffer): ParsedRecord {
  const fields = new Map<string, string | string[]>();
  let index = 0;
  while (index < bytes.length) {
    const feed = bytes.indexOf(LINE_FEED, index);
    const lineEnd = feed === -1 ? bytes.length : feed;
    const equals = bytes.subarray(0, lineEnd).indexOf(EQUALS, index);
    const nameEnd = equals === -1 ? lineEnd : equals;
    let start = nameEnd + 1;
    let end = lineEnd;
    if (equals === -1) {
      start += LENGTH_BYTES;
      end = start + Number(bytes.readBigUInt64LE(nameEnd + 1));
    }
    add(fields, bytes.toString('latin1', index, nameEnd), textOf(bytes.subarray(start, end)));
    index = end + 1;
  }
  return Object.fromEntries(fields);
}

function add(fields: Map<string, string | string[]>, name: string, value: string): void {
  const before = fields.get(name);
  if (before === undefined) fields.set(name, value);
  else if (typeof before === 'string') fields.set(name, [before, value]);
  else before.push(value);
}

function textOf(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('base64');
}
