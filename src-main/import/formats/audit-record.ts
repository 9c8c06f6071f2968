import { isUtf8 } from 'node:buffer';
import { auditHeadOf } from './audit-line.ts';
import { RecordError } from './record.ts';
import type { ParsedRecord } from './record.ts';
import { decodeUtf8 } from './utf8.ts';

/** Behind it stands what auditd made of the numbers: `UID="root"`. */
const ENRICHED = '\x1d';

/** Fields that others than the kernel fill: quoted if they are plain, in hex if they are not. */
const ENCODED: ReadonlySet<string> = new Set([
  'acct',
  'cmd',
  'comm',
  'cwd',
  'data',
  'dir',
  'exe',
  'file',
  'grp',
  'key',
  'name',
  'new_group',
  'ocomm',
  'path',
  'proctitle',
  'root_dir',
  'vm',
  'watch',
]);

const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f]/u;

/**
 * Takes apart the lines of one serial, as the splitter put them together. Of fields that several
 * lines have, the first wins.
 * @throws RecordError if they are not UTF-8
 */
export function parseAuditRecord(bytes: Buffer): ParsedRecord {
  const text = decodeUtf8(bytes);
  const lines = text.split('\n').map((line) => ({ line, head: auditHeadOf(line) }));
  const first = lines[0]?.head;
  if (!first) throw new RecordError('not a record of an audit log');
  const fields = new Map<string, string>();
  for (const { line, head } of lines) if (head) readFields(line, head.end, line.length, fields);
  return {
    time: first.time,
    serial: first.serial,
    ...(first.node === null ? {} : { node: first.node }),
    types: lines.flatMap(({ head }) => (head ? [head.type] : [])),
    fields: Object.fromEntries(fields),
    text,
  };
}

/**
 * Reads `key=value` for `key=value`; words without a value are passed over.
 * @param isInner within `msg='…'`, in which there is no other
 */
function readFields(
  line: string,
  from: number,
  to: number,
  fields: Map<string, string>,
  isInner = false,
): void {
  let index = from;
  while (index < to) {
    while (index < to && isSeparator(line[index])) index += 1;
    const start = index;
    while (index < to && line[index] !== '=' && !isSeparator(line[index])) index += 1;
    if (line[index] !== '=' || index >= to) continue;
    const key = line.slice(start, index);
    if (line[index + 1] === "'" && !isInner) index = readInner(line, index + 1, to, fields);
    else index = readValue(line, index + 1, to, key, fields);
  }
}

/**
 * Programs of user space put fields of their own into `msg='…'`; texts in it may hold quotes.
 * @returns the index behind it
 */
function readInner(line: string, start: number, to: number, fields: Map<string, string>): number {
  const enriched = line.indexOf(ENRICHED, start);
  const limit = enriched === -1 ? to : enriched;
  const close = line.lastIndexOf("'", limit - 1);
  const end = close > start ? close : limit;
  readFields(line, start + 1, end, fields, true);
  return end + 1;
}

/** @returns the index behind the value */
function readValue(
  line: string,
  start: number,
  to: number,
  key: string,
  fields: Map<string, string>,
): number {
  if (line[start] === '"') {
    const close = line.indexOf('"', start + 1);
    const end = close === -1 || close >= to ? to : close;
    keep(fields, key, line.slice(start + 1, end));
    return end + 1;
  }
  let end = start;
  while (end < to && !isSeparator(line[end])) end += 1;
  const value = line.slice(start, end);
  keep(fields, key, ENCODED.has(key) ? decoded(value) : value);
  return end;
}

function keep(fields: Map<string, string>, key: string, value: string): void {
  if (key !== '' && !fields.has(key)) fields.set(key, value);
}

function isSeparator(character: string | undefined): boolean {
  return character === ' ' || character === ENRICHED || character === '\r' || character === '\t';
}

/** What hex stands for, if it stands for text; the arguments of a command are kept apart by NUL. */
function decoded(value: string): string {
  if (value.length % 2 !== 0 || !/^[\dA-F]+$/iu.test(value)) return value;
  const bytes = Buffer.from(value, 'hex');
  if (!isUtf8(bytes)) return value;
  const text = bytes.toString('utf8').replace(/\0+$/u, '').replaceAll('\0', ' ');
  return text === '' || CONTROL.test(text) ? value : text;
}
