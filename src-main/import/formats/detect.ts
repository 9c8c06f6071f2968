import type { FileForm } from '#shared/model/file-forms.ts';
import { binaryKindOf } from './binary-kinds.ts';
import {
  findCsv,
  findHeaderlessCsv,
  findPostgresqlCsv,
  headerMissing,
  readTables,
  unrecognised,
  whyNotCsv,
} from './csv-detect.ts';
import type { Unrecognised } from './csv-detect.ts';
import { readFileHead } from './file-head.ts';
import type { FileHead } from './file-head.ts';
import { holdsObjects, jsonFormatOf } from './json-detect.ts';
import { isAuditLog, isJournalExport, isTextLog } from './log-detect.ts';
import { cannotBe, formatNamed } from './named-form.ts';
import type { RecordFormat } from './record-reader.ts';
import type { ImportSource } from '../sources/sources.ts';

/** How a file is written, told by its content and never by its name. */
export type Format =
  | { readonly kind: 'empty' }
  | { readonly kind: 'document' }
  | Exclude<RecordFormat, { readonly kind: 'document' }>
  | Unrecognised;

/**
 * Tells how a file is written.
 * @param form what somebody says that it is: then only the details are found out, and the file is
 * refused if it cannot be that; null to go by the content
 * @throws AnnalsError FILE_UNREADABLE
 */
export async function detectFormat(
  source: ImportSource,
  form: FileForm | null = null,
): Promise<Format> {
  const head = await readFileHead(source);
  // The journal keeps binary data among its text.
  const isJournal = isJournalExport(head);
  const binary = head.isMarked || isJournal ? null : binaryKindOf(head.bytes);
  if (binary) return unrecognised(`is ${binary.what}`, binary.hint);
  if (head.isWhole && head.text.trim() === '') return { kind: 'empty' };
  if (source.packing?.kind === 'sqlite') {
    // Its rows come as JSON Lines, and even a single one is no document.
    return form === null || form === 'sqlite'
      ? { kind: 'lines', form: 'sqlite' }
      : cannotBe(form, 'it is an SQLite database');
  }
  if (form !== null) return formatNamed(form, head);
  return isJournal ? { kind: 'journal-export' } : formatOf(head);
}

/** What people call the way in which a file is written. */
export function formOf(format: RecordFormat | { readonly kind: 'document' }): FileForm {
  switch (format.kind) {
    case 'document':
    case 'objects':
    case 'wrappers':
      return 'json';
    case 'lines':
    case 'csv':
      return format.form;
    case 'auditd':
    case 'journal-export':
    case 'text':
      return format.kind;
  }
}

function formatOf(head: FileHead): Format {
  const json = jsonFormatOf(head);
  if (json !== null) return json;
  const tables = readTables(head.bytes, head.isWhole);
  const csv = findPostgresqlCsv(tables) ?? findCsv(tables);
  if (csv) return csv;
  if (isAuditLog(head)) return { kind: 'auditd' };
  const headerless = findHeaderlessCsv(tables);
  const isText = isTextLog(head);
  // Text logs have their parts between bars, too.
  if (headerless && (!isText || headerless.delimiter !== '|')) return headerMissing(headerless);
  if (isText) return { kind: 'text' };
  if (holdsObjects(head)) return { kind: 'objects' };
  return whyNotCsv(tables);
}
