import { stripVTControlCharacters } from 'node:util';
import { styled } from './style.ts';
import { fitText, textWidth } from './text-width.ts';

/** One column of a table. */
export interface Column<Row> {
  readonly title: string;
  /** The text of a cell, visible and on one line. */
  cell(row: Row): string;
  /** Dresses a text that has been fitted. */
  style?(row: Row, text: string): string;
  /** What is drawn in place of text, dressed already, and the most room that it takes. */
  readonly picture?: { readonly most: number; draw(row: Row, width: number): string };
  readonly isNumber?: boolean;
  /** Narrower than this, a column is of no use; undefined for columns that are never cut. */
  readonly least?: number;
  /** Columns with a higher number are left out first where there is no room. */
  readonly rank: number;
}

const GAP = '  ';

/**
 * Lines of a table that fits a width: columns that do not fit at all are left out, the widest
 * others are cut, and the last one takes what is left.
 */
export function tableLines<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
): string[] {
  const cells = new Map(columns.map((column) => [column, rows.map((row) => column.cell(row))]));
  const natural = (column: Column<Row>): number =>
    column.picture?.most ??
    Math.max(column.title.length, ...(cells.get(column) ?? []).map(textWidth));
  const shown = columnsThatFit(columns, natural, width);
  const widths = fitWidths(shown, natural, width);
  const pad = (text: string, index: number): string => {
    const used = textWidth(stripVTControlCharacters(text));
    const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - used));
    if (shown[index]?.isNumber === true) return space + text;
    return index === shown.length - 1 ? text : text + space;
  };
  const fit = (text: string, index: number): string =>
    pad(fitText(text, widths[index] ?? 0), index);
  const header = shown.map((column, index) => fit(column.title, index)).join(GAP);
  const lines = rows.map((row, rowIndex) =>
    shown
      .map((column, index) => {
        if (column.picture) return pad(column.picture.draw(row, widths[index] ?? 0), index);
        const text = fit(cells.get(column)?.[rowIndex] ?? '', index);
        return column.style ? column.style(row, text) : text;
      })
      .join(GAP),
  );
  return [styled('dim', header.trimEnd()), ...lines.map((line) => line.trimEnd())];
}

type Width<Row> = (column: Column<Row>) => number;

function columnsThatFit<Row>(
  columns: readonly Column<Row>[],
  natural: Width<Row>,
  width: number,
): Column<Row>[] {
  const least = (column: Column<Row>): number =>
    Math.min(natural(column), column.least ?? Infinity);
  let shown = [...columns];
  while (shown.length > 1 && sumWidths(shown.map(least)) > width) {
    const rank = Math.max(...shown.map((column) => column.rank));
    shown = shown.filter((column) => column.rank !== rank);
  }
  return shown;
}

/** Takes columns away from the widest until all fit. */
function fitWidths<Row>(
  columns: readonly Column<Row>[],
  natural: Width<Row>,
  width: number,
): number[] {
  const widths = columns.map(natural);
  const isCuttable = (index: number): boolean => {
    const least = columns[index]?.least;
    return least !== undefined && (widths[index] ?? 0) > least;
  };
  while (sumWidths(widths) > width) {
    const candidates = widths.map((_, index) => index).filter(isCuttable);
    const widest = candidates.toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))[0];
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function sumWidths(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
}
