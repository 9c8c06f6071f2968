import { FILE_FORM_TITLES } from '#shared/model/file-forms.ts';
import type { FileForm } from '#shared/model/file-forms.ts';
import { findPostgresqlCsv, readTables, takeForCsv, unrecognised } from './csv-detect.ts';
import type { Unrecognised } from './csv-detect.ts';
import type { FileHead } from './file-head.ts';
import { hasObjectLine, jsonFormatOf } from './json-detect.ts';
import type { JsonFormat } from './json-detect.ts';
import { hasAuditLine, hasLogLine, isJournalExport } from './log-detect.ts';
import type { RecordFormat } from './record-reader.ts';

/** Any format, but that of a document before its records have been looked for. */
type NamedFormat = Exclude<RecordFormat, { readonly kind: 'document' }> | JsonFormat | Unrecognised;

/** Reads a file in the form that somebody names, if it can be that. */
export function formatNamed(form: FileForm, head: FileHead): NamedFormat {
  switch (form) {
    case 'json':
      return namedJson(head) ?? cannotBe(form, 'it does not begin with “{” or “[”');
    case 'jsonl':
      return hasObjectLine(head)
        ? { kind: 'lines', form: 'jsonl' }
        : cannotBe(form, 'none of its first lines is a JSON object');
    case 'csv':
      return takeForCsv(readTables(head.bytes, head.isWhole)) ?? cannotBe(form, NO_COLUMNS);
    case 'postgresql-csv':
      return (
        findPostgresqlCsv(readTables(head.bytes, head.isWhole)) ??
        cannotBe(form, 'its first row is not the 23, 24 or 26 values of one')
      );
    case 'auditd':
      return hasAuditLine(head)
        ? { kind: 'auditd' }
        : cannotBe(form, 'none of its first lines is “type=… msg=audit(time:serial): …”');
    case 'journal-export':
      return isJournalExport(head)
        ? { kind: 'journal-export' }
        : cannotBe(form, 'it holds no field __REALTIME_TIMESTAMP');
    case 'text':
      return hasLogLine(head)
        ? { kind: 'text' }
        : cannotBe(form, 'none of its first lines begins with a time');
    case 'sqlite':
      return cannotBe(form, 'it is no database');
  }
}

const NO_COLUMNS = 'its first line has a single column, by comma, semicolon, tab and “|” alike';

/** JSON in any way but line by line, which would be JSON Lines. */
function namedJson(head: FileHead): JsonFormat | null {
  if (!/^[\s\x1e]*[{[]/u.test(head.text)) return null;
  const found = jsonFormatOf(head);
  if (found === null) return { kind: 'document' };
  return found.kind === 'lines' ? { kind: 'objects' } : found;
}

/** @param reason as it goes on after a colon */
export function cannotBe(form: FileForm, reason: string): Unrecognised {
  return unrecognised(
    `cannot be read as ${FILE_FORM_TITLES[form]}: ${reason}`,
    'Choose another form, or leave it to Annals to find out.',
  );
}
