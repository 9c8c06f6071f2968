import { LIMITS } from '#shared/model/limits.ts';
import { CsvSplitter } from './csv-splitter.ts';
import { splitRow } from './csv-table.ts';
import { TIME_NAMES_SHOWN, isTimeName } from '../mappings/generic.ts';

/** CSV whose first row names the columns. */
export interface CsvFormat {
  readonly kind: 'csv';
  readonly delimiter: string;
  readonly columns: readonly string[];
  /** Rows before the data. */
  readonly headerRows: number;
}

/** A file that is in no form that Annals reads. */
export interface Unrecognised {
  readonly kind: 'unrecognised';
  /** What is the matter, as it goes on after the name of the file. */
  readonly problem: string;
  /** One sentence: what to do. */
  readonly hint: string;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** What Excel puts above the header to say which delimiter it took. */
const DELIMITER_NOTE = /^"?sep=([,;\t|])"?\r?\n/iu;

/**
 * Finds the delimiter and the names of the columns. A time must be among them: without one no row
 * could become an event, and prose with commas would pass for CSV.
 * @param head the first bytes of the file, as UTF-8
 */
export function detectCsv(head: Buffer, isWhole: boolean): CsvFormat | Unrecognised {
  const noted = DELIMITER_NOTE.exec(head.toString('utf8', 0, 16))?.[1];
  const headerRows = noted === undefined ? 1 : 2;
  const tables = (noted === undefined ? DELIMITERS : [noted])
    .map((delimiter) => ({ delimiter, rows: firstRows(head, delimiter, headerRows, isWhole) }))
    .toSorted((a, b) => columnsOf(b.rows).length - columnsOf(a.rows).length);
  const found = tables.find(({ rows }) => columnsOf(rows).some(isTimeName));
  if (!found) return withoutTime(tables[0]?.rows ?? []);
  const columns = columnsOf(found.rows);
  if (columns.length > LIMITS.csvColumns) return tooWide(columns.length);
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) return namedTwice(twice);
  return { kind: 'csv', delimiter: found.delimiter, columns, headerRows };
}

type Rows = readonly (readonly string[])[];

/** The header and, if there is one, the first row below it. */
function firstRows(head: Buffer, delimiter: string, headerRows: number, isWhole: boolean): Rows {
  const splitter = new CsvSplitter(delimiter, headerRows - 1);
  const rows: string[][] = [];
  const take = (records: ReturnType<typeof splitter.push>): void => {
    for (const { bytes, problem } of records) {
      if (rows.length === 2 || problem !== '') return;
      rows.push(splitRow(bytes.toString('utf8'), delimiter));
    }
  };
  take(splitter.push(head));
  if (isWhole && rows.length < 2) take(splitter.end());
  return rows;
}

/** The names in the header; none if it has a single column. */
function columnsOf(rows: Rows): string[] {
  const header = rows[0] ?? [];
  if (header.length < 2) return [];
  return header.map((name, index) => name.trim() || `column ${index + 1}`);
}

function withoutTime(rows: Rows): Unrecognised {
  const columns = columnsOf(rows);
  if (columns.length < 2 || rows[1]?.length !== columns.length) {
    return unrecognised(
      'is in no form that Annals can read',
      'Annals reads JSON, JSON Lines, and CSV whose first line names the columns.',
    );
  }
  return unrecognised(
    'looks like CSV, but none of its columns is a time',
    `Its first line must name the columns, one of them as ${TIME_NAMES_SHOWN}`,
  );
}

function tooWide(count: number): Unrecognised {
  return unrecognised(
    `has ${count} columns, more than ${LIMITS.csvColumns}`,
    'Export fewer columns, then import it again.',
  );
}

function namedTwice(column: string): Unrecognised {
  return unrecognised(
    `has two columns named “${column}”`,
    'Rename one of them in the first line, then import it again.',
  );
}

export function unrecognised(problem: string, hint: string): Unrecognised {
  return { kind: 'unrecognised', problem, hint };
}
