/** A value in a cell. Whole numbers are exact; texts that are not UTF-8 are bytes. */
export type Cell = null | bigint | number | string | Buffer | NotUtf8;

/** A text whose bytes are not UTF-8. */
export class NotUtf8 {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/**
 * True for a text that may not be what is stored: bytes that are not UTF-8 become U+FFFD on the way
 * here, which may also stand in a text.
 */
export function mayBeRepaired(cell: Cell): cell is string {
  return typeof cell === 'string' && cell.includes('\u{fffd}');
}

/** The cells of a row, texts that are not UTF-8 as their bytes. @param bytes the same row as bytes */
export function withoutRepairs(cells: readonly Cell[], bytes: readonly Cell[]): Cell[] {
  return cells.map((cell, index) => {
    const original = bytes[index];
    if (!mayBeRepaired(cell) || !Buffer.isBuffer(original)) return cell;
    return Buffer.from(cell, 'utf8').equals(original) ? cell : new NotUtf8(original);
  });
}
