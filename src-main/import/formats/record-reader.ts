import { parseAuditRecord } from './audit-record.ts';
import { AuditSplitter } from './audit-splitter.ts';
import { CsvSplitter } from './csv-splitter.ts';
import { CsvTable } from './csv-table.ts';
import type { CsvFormat } from './csv-detect.ts';
import { parseJournalRecord } from './journal-record.ts';
import { JournalSplitter } from './journal-splitter.ts';
import { parseJsonRecord } from './json-record.ts';
import { JsonSplitter } from './json-splitter.ts';
import type { DocumentShape } from './json-splitter.ts';
import { LineSplitter } from './line-splitter.ts';
import { ObjectSplitter } from './object-splitter.ts';
import type { ParsedRecord, Splitter } from './record.ts';
import { parseTextRecord } from './text-record.ts';
import { TextSplitter } from './text-splitter.ts';
import { WrappersSplitter } from './wrappers-splitter.ts';

/** How to read the records of a file, once everything about it is known. */
export type RecordFormat =
  | { readonly kind: 'document'; readonly shape: DocumentShape }
  /** One object a line; of a database, the line that stands for a row. */
  | { readonly kind: 'lines'; readonly form: 'jsonl' | 'sqlite' }
  /** Objects that follow each other, over several lines each. */
  | { readonly kind: 'objects' }
  /** The same with a list of records in each. */
  | { readonly kind: 'wrappers' }
  | CsvFormat
  | { readonly kind: 'auditd' }
  | { readonly kind: 'journal-export' }
  | { readonly kind: 'text' };

/** Cuts one file into records and understands them; serves that file only. */
export interface RecordReader {
  readonly splitter: Splitter;
  /** Whether all values of its records are texts. */
  readonly isText: boolean;
  /** @throws RecordError */
  parse(bytes: Buffer): ParsedRecord;
}

export function recordReaderFor(format: RecordFormat): RecordReader {
  switch (format.kind) {
    case 'document':
      return jsonReader(new JsonSplitter(format.shape));
    case 'lines':
      return jsonReader(new LineSplitter());
    case 'objects':
      return jsonReader(new ObjectSplitter());
    case 'wrappers':
      return jsonReader(new WrappersSplitter());
    case 'csv': {
      const table = new CsvTable(format.columns, format.delimiter);
      return {
        splitter: new CsvSplitter(format.delimiter, format.headerRows),
        isText: true,
        parse: (bytes) => table.parse(bytes),
      };
    }
    case 'auditd':
      return { splitter: new AuditSplitter(), isText: true, parse: parseAuditRecord };
    case 'journal-export':
      return { splitter: new JournalSplitter(), isText: true, parse: parseJournalRecord };
    case 'text':
      return { splitter: new TextSplitter(), isText: true, parse: parseTextRecord };
  }
}

function jsonReader(splitter: Splitter): RecordReader {
  return { splitter, isText: false, parse: parseJsonRecord };
}
