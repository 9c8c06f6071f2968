import type { FileForm } from '#shared/model/file-forms.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { CsvSplitter } from './csv-splitter.ts';
import { splitRow } from './csv-table.ts';
import { isTimeValue, lineStartOf } from './log-time.ts';
import { postgresqlColumns } from './postgresql-csv.ts';
import { TIME_NAMES_SHOWN, isTimeName } from '../mappings/generic.ts';

/** CSV whose columns are named, by its first row or by what it is. */
export interface CsvFormat {
  readonly kind: 'csv';
  readonly form: Extract<FileForm, 'csv' | 'postgresql-csv'>;
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

/** The first rows of a file, if it is taken for CSV with this delimiter. */
interface Table {
  readonly delimiter: string;
  readonly rows: readonly (readonly string[])[];
  /** Rows above them. */
  readonly noteRows: number;
  /** The first row as it stands in the file. */
  readonly firstRow: string;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
const ROWS_TRIED = 20;

/** What Excel puts above the header to say which delimiter it took. */
const DELIMITER_NOTE = /^"?sep=([,;\t|])"?\r?\n/iu;

/**
 * Reads a file as CSV in every way there is, that with the most columns first.
 * @param head the first bytes of the file, as UTF-8
 */
export function readTables(head: Buffer, isWhole: boolean): Table[] {
  const noted = DELIMITER_NOTE.exec(head.toString('utf8', 0, 16))?.[1];
  const noteRows = noted === undefined ? 0 : 1;
  return (noted === undefined ? DELIMITERS : [noted])
    .map((delimiter) => readTable(head, delimiter, noteRows, isWhole))
    .toSorted((a, b) => widthOf(b) - widthOf(a));
}

function readTable(head: Buffer, delimiter: string, noteRows: number, isWhole: boolean): Table {
  const splitter = new CsvSplitter(delimiter, noteRows);
  const texts: string[] = [];
  const take = (records: ReturnType<typeof splitter.push>): void => {
    for (const { bytes, problem } of records) {
      if (texts.length === ROWS_TRIED || problem !== '') return;
      texts.push(bytes.toString('utf8'));
    }
  };
  take(splitter.push(head));
  if (isWhole && texts.length < ROWS_TRIED) take(splitter.end());
  const rows = texts.map((text) => splitRow(text, delimiter));
  return { delimiter, rows, noteRows, firstRow: texts[0] ?? '' };
}

/** How many columns the first row has; one is none. */
function widthOf({ rows }: Table): number {
  const width = rows[0]?.length ?? 0;
  return width < 2 ? 0 : width;
}

/** PostgreSQL's csvlog, which no header tells of. */
export function findPostgresqlCsv(tables: readonly Table[]): CsvFormat | null {
  const table = tables.find(({ delimiter }) => delimiter === ',');
  const columns = postgresqlColumns(table?.rows[0] ?? []);
  if (!columns) return null;
  return { kind: 'csv', form: 'postgresql-csv', delimiter: ',', columns, headerRows: 0 };
}

/**
 * CSV whose first row names the columns. A time must be among them: without one no row could
 * become an event by itself, and prose with commas would pass for CSV.
 * @returns null if it is none
 */
export function findCsv(tables: readonly Table[]): CsvFormat | Unrecognised | null {
  const found = tables.find((table) => columnsOf(table).some(isTimeName) && !isData(table));
  return found ? withHeader(found) : null;
}

/**
 * CSV whose first row is data already: every row has a time in the same column.
 * @returns null if it is none
 */
export function findHeaderlessCsv(tables: readonly Table[]): CsvFormat | null {
  const found = tables.find(isHeaderless);
  return found ? withoutHeader(found) : null;
}

/**
 * Takes a file for CSV because somebody says that it is: no column needs to be a time by its name,
 * since a mapping can say which is. Without a header, columns are `column 1`, `column 2` and so on.
 * @returns null if it has a single column
 */
export function takeForCsv(tables: readonly Table[]): CsvFormat | Unrecognised | null {
  const wide = tables.filter((table) => widthOf(table) > 0);
  const named = wide.find((table) => columnsOf(table).some(isTimeName) && !isData(table));
  const table = named ?? wide.find(isEven) ?? wide[0];
  if (!table) return null;
  return isData(table) ? withoutHeader(table) : withHeader(table);
}

/** Why a file is no CSV, or none that could be imported. */
export function whyNotCsv(tables: readonly Table[]): Unrecognised {
  const [table] = tables;
  if (!table || widthOf(table) === 0 || table.rows[1]?.length !== widthOf(table)) {
    return unrecognised(
      'is in no form that Annals can read',
      'Annals reads JSON, JSON Lines, CSV whose first line names the columns, audit and journal logs, and text logs whose lines begin with a time.',
    );
  }
  return unrecognised(
    'looks like CSV, but none of its columns is a time',
    `Its first line must name the columns, one of them as ${TIME_NAMES_SHOWN}`,
  );
}

/** What to say of CSV without a header, which needs somebody to name its columns. */
export function headerMissing({ columns }: CsvFormat): Unrecognised {
  return unrecognised(
    `is CSV without a header: its first line holds values, not the names of its ${columns.length} columns`,
    'Choose the form CSV and a mapping that says which of “column 1”, “column 2” … is the time, or add a first line that names them.',
  );
}

export function unrecognised(problem: string, hint: string): Unrecognised {
  return { kind: 'unrecognised', problem, hint };
}

function columnsOf(table: Table): string[] {
  if (widthOf(table) === 0) return [];
  return (table.rows[0] ?? []).map((name, index) => name.trim() || `column ${index + 1}`);
}

/** Whether the first row holds values: names of columns are never times. */
function isData({ rows, firstRow }: Table): boolean {
  return lineStartOf(firstRow) !== null || (rows[0] ?? []).some(isTimeValue);
}

function isEven(table: Table): boolean {
  return table.rows.every((row) => row.length === widthOf(table));
}

/** The rest of a fraction behind a comma, which is no value of its own: `…:00,123 INFO started`. */
const FRACTION = /^\d{3,9}\s+\D/u;

function isHeaderless(table: Table): boolean {
  const [first] = table.rows;
  if (!first || widthOf(table) < 3 || !isEven(table)) return false;
  const column = first.findIndex(isTimeValue);
  if (column === -1 || FRACTION.test(first[column + 1] ?? '')) return false;
  return table.rows.every((row) => isTimeValue(row[column] ?? ''));
}

function withHeader(table: Table): CsvFormat | Unrecognised {
  const columns = columnsOf(table);
  if (columns.length > LIMITS.csvColumns) return tooWide(columns.length);
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) return namedTwice(twice);
  const { delimiter, noteRows } = table;
  return { kind: 'csv', form: 'csv', delimiter, columns, headerRows: noteRows + 1 };
}

function withoutHeader(table: Table): CsvFormat {
  const columns = (table.rows[0] ?? []).map((_, index) => `column ${index + 1}`);
  const { delimiter, noteRows } = table;
  return { kind: 'csv', form: 'csv', delimiter, columns, headerRows: noteRows };
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
