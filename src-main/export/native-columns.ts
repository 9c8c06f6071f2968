import type { ExportColumn } from '#shared/model/export.ts';
import { quotedCell, textCell } from './csv-cell.ts';
import type { CsvStyle } from './csv-cell.ts';
import { severityOf, targetsOf } from './export-row.ts';
import type { ExportRow } from './export-row.ts';
import { isoText } from './time-text.ts';

/** How the columns of a native export are written. Rows are many, so each column is a function. */

/** Writes the value of one column as a cell of CSV. */
export type CellOf = (row: ExportRow) => string;
/** Writes it as JSON text. */
export type JsonOf = (row: ExportRow) => string;

type ColumnsOf<Value> = {
  readonly [Column in ExportColumn]: ExportRow[Column] extends Value ? Column : never;
}[ExportColumn];

const TEXTS = [
  'id',
  'category',
  'action',
  'actorId',
  'actorName',
  'intent',
  'message',
  'ip',
  'userAgent',
  'host',
  'sessionId',
  'correlationId',
  'errorType',
  'errorMessage',
  'stackTrace',
  'raw',
] as const satisfies readonly ColumnsOf<string | null>[];

/** Texts of which we know every character: nothing to quote, nothing to guard. */
const WORDS = ['outcome', 'source', 'actorType', 'hash'] as const satisfies readonly ColumnsOf<
  string | null
>[];

const NUMBERS = [
  'seq',
  'affectedCount',
  'totalCount',
  'durationMs',
  'batch',
] as const satisfies readonly ColumnsOf<number | null>[];

/** Written in full: `2026-01-31T14:30:05.123Z`. */
const TIMES = ['occurredAt', 'recordedAt'] as const satisfies readonly ColumnsOf<number>[];

/** JSON already. */
const DOCUMENTS = ['changes', 'metadata'] as const satisfies readonly ColumnsOf<string | null>[];

/** The cells of the columns that were chosen. */
export function cellsOf(columns: readonly ExportColumn[], style: CsvStyle): readonly CellOf[] {
  const cells: Readonly<Record<ExportColumn, CellOf>> = {
    ...each(TEXTS, (column) => (row) => textCell(row[column], style)),
    ...each(WORDS, (column) => (row) => row[column] ?? ''),
    ...each(NUMBERS, (column) => (row) => numberText(row[column], '')),
    ...each(TIMES, (column) => (row) => isoText(row[column])),
    ...each(DOCUMENTS, (column) => (row) => documentCell(row[column])),
    severity: (row) => severityOf(row.severity),
    targets: (row) => quotedCell(targetsJson(row.targets)),
    sensitive: (row) => String(row.sensitive === 1),
  };
  return columns.map((column) => cells[column]);
}

/** The JSON values of the columns that were chosen. */
export function jsonValuesOf(columns: readonly ExportColumn[]): readonly JsonOf[] {
  const values: Readonly<Record<ExportColumn, JsonOf>> = {
    ...each(TEXTS, (column) => (row) => JSON.stringify(row[column])),
    ...each(WORDS, (column) => (row) => (row[column] === null ? 'null' : `"${row[column]}"`)),
    ...each(NUMBERS, (column) => (row) => numberText(row[column], 'null')),
    ...each(TIMES, (column) => (row) => `"${isoText(row[column])}"`),
    ...each(DOCUMENTS, (column) => (row) => row[column] ?? 'null'),
    severity: (row) => `"${severityOf(row.severity)}"`,
    targets: (row) => targetsJson(row.targets),
    sensitive: (row) => String(row.sensitive === 1),
  };
  return columns.map((column) => values[column]);
}

function each<Column extends ExportColumn, Write>(
  columns: readonly Column[],
  writer: (column: Column) => Write,
): Readonly<Record<Column, Write>> {
  return Object.fromEntries(columns.map((column) => [column, writer(column)])) as Record<
    Column,
    Write
  >;
}

/** JSON needs quotes nearly always, and never a guard. */
function documentCell(json: string | null): string {
  return json === null ? '' : quotedCell(json);
}

function numberText(value: number | null, none: string): string {
  return value === null ? none : String(value);
}

/** `[{"type": …, "id": …, "name": …}, …]` of what the store keeps. */
function targetsJson(targets: string): string {
  return targets === '[]' ? targets : JSON.stringify(targetsOf(targets));
}
