import { RecordError } from './record.ts';
import type { ParsedRecord } from './record.ts';
import { decodeUtf8 } from './utf8.ts';

/** The columns of a CSV file, as its first row names them. */
export class CsvTable {
  readonly columns: readonly string[];
  readonly #delimiter: string;

  constructor(columns: readonly string[], delimiter: string) {
    this.columns = columns;
    this.#delimiter = delimiter;
  }

  /**
   * Reads one row, cut by the splitter. Every value is text, or null where nothing stands between
   * two delimiters: not even quotes.
   * @throws RecordError if it is not UTF-8 or has not as many values as there are columns
   */
  parse(bytes: Buffer): ParsedRecord {
    const text = decodeUtf8(bytes);
    if (text.includes('\0')) throw new RecordError('holds a NUL character');
    const values = cellsOf(text, this.#delimiter);
    const expected = this.columns.length;
    if (values.length !== expected) {
      const kind = values.length < expected ? 'short' : 'long';
      throw new RecordError(`${kind} row: ${countColumns(values.length)}, expected ${expected}`);
    }
    return Object.fromEntries(this.columns.map((name, index) => [name, values[index]]));
  }
}

function countColumns(count: number): string {
  return count === 1 ? '1 column' : `${count} columns`;
}

/** The values of one well-formed row, as most programs read it. */
export function splitRow(text: string, delimiter: string): string[] {
  return cellsOf(text, delimiter).map((value) => value ?? '');
}

/** The same, with null where nothing stands. */
function cellsOf(text: string, delimiter: string): (string | null)[] {
  if (!text.includes('"')) return text.split(delimiter).map((value) => value || null);
  const values: (string | null)[] = [];
  let index = 0;
  for (;;) {
    let end: number;
    if (text[index] === '"') {
      const close = closingQuote(text, index);
      values.push(text.slice(index + 1, close).replaceAll('""', '"'));
      end = close + 1;
    } else {
      end = text.indexOf(delimiter, index);
      if (end === -1) end = text.length;
      values.push(text.slice(index, end) || null);
    }
    if (end >= text.length) return values;
    index = end + 1;
  }
}

function closingQuote(text: string, open: number): number {
  let index = open + 1;
  for (;;) {
    const close = text.indexOf('"', index);
    if (close === -1) return text.length;
    if (text[close + 1] !== '"') return close;
    index = close + 2;
  }
}
