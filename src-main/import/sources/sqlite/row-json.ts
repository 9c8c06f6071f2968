import { NotUtf8 } from './cell.ts';
import type { Cell } from './cell.ts';
import type { Column } from './foreign-database.ts';

/** Writes the rows of a table as lines of JSON. */
export class RowWriter {
  /** What stands before each value. */
  readonly #starts: readonly string[];

  constructor(columns: readonly Column[]) {
    this.#starts = columns.map(
      ({ name }, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    );
  }

  /**
   * A row as one line, an object of the columns in their order. Whole numbers have all their
   * digits; bytes are `base64:…` text. Texts that are not UTF-8 keep their bytes, so that the line
   * is rejected for what it is.
   */
  line(cells: readonly Cell[]): Buffer {
    if (cells.some((cell) => cell instanceof NotUtf8)) return this.#lineOfBytes(cells);
    const parts = this.#starts.map((start, index) => start + textOf(cells[index] ?? null));
    return Buffer.from(`${parts.join('')}}\n`, 'utf8');
  }

  #lineOfBytes(cells: readonly Cell[]): Buffer {
    const parts = this.#starts.flatMap((start, index) => {
      const cell = cells[index] ?? null;
      // One character per byte leaves bytes as they are, but for those that JSON wants escaped.
      const value =
        cell instanceof NotUtf8
          ? Buffer.from(JSON.stringify(cell.bytes.toString('latin1')), 'latin1')
          : Buffer.from(textOf(cell), 'utf8');
      return [Buffer.from(start, 'utf8'), value];
    });
    return Buffer.concat([...parts, Buffer.from('}\n')]);
  }
}

function textOf(cell: Cell): string {
  if (cell === null) return 'null';
  if (typeof cell === 'bigint') return cell.toString();
  if (typeof cell === 'number') return realOf(cell);
  if (typeof cell === 'string') return JSON.stringify(cell);
  const bytes = cell instanceof NotUtf8 ? cell.bytes : cell;
  return `"base64:${bytes.toString('base64')}"`;
}

/** A real number stays one where it is whole; JSON has no infinity. */
function realOf(value: number): string {
  if (!Number.isFinite(value)) return `"${value}"`;
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /^-?\d+$/u.test(text) ? `${text}.0` : text;
}
