import { CsvSplitter } from './csv-splitter.ts';
import { CsvTable } from './csv-table.ts';
import type { CsvFormat } from './csv-detect.ts';
import { parseJsonRecord } from './json-record.ts';
import { JsonSplitter } from './json-splitter.ts';
import type { DocumentShape } from './json-splitter.ts';
import { LineSplitter } from './line-splitter.ts';
import type { ParsedRecord, Splitter } from './record.ts';

/** How to read the records of a file, once everything about it is known. */
export type RecordFormat =
  | { readonly kind: 'document'; readonly shape: DocumentShape }
  | { readonly kind: 'lines' }
  | CsvFormat;

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
      return { splitter: new JsonSplitter(format.shape), isText: false, parse: parseJsonRecord };
    case 'lines':
      return { splitter: new LineSplitter(), isText: false, parse: parseJsonRecord };
    case 'csv': {
      const table = new CsvTable(format.columns, format.delimiter);
      return {
        splitter: new CsvSplitter(format.delimiter, format.headerRows),
        isText: true,
        parse: (bytes) => table.parse(bytes),
      };
    }
  }
}
