/**
 * The bytes of an event that its leaf hash covers (reliability.md 5.2): every value is preceded
 * by its kind, text and blobs by their length, so that no two different rows have the same bytes.
 */

export type RowValue = string | number | null | Uint8Array;

const NULL = 0;
const INTEGER = 1;
const TEXT = 2;
const BLOB = 3;

const FIRST_BYTES = 65_536;
/** Integers are eight bytes, written as two halves: that takes a tenth of what a BigInt takes. */
const HALF = 2 ** 32;

/** Rows in a buffer that grows, one after another. */
export class RowWriter {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** What was written so far; a view that is valid until more is. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Begins anew, in the same memory. */
  clear(): void {
    this.#length = 0;
  }

  writeBytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Bytes that are given as hex. */
  writeHex(hex: string): void {
    const bytes = hex.length / 2;
    this.#reserve(bytes);
    this.#bytes.write(hex, this.#length, bytes, 'hex');
    this.#length += bytes;
  }

  /** A number below 2^32, as four bytes. */
  writeLength(value: number): void {
    this.#reserve(4);
    this.#bytes.writeUInt32BE(value, this.#length);
    this.#length += 4;
  }

  /** @throws RangeError if the value is no integer that JavaScript can hold */
  writeInteger(value: number): void {
    this.#reserve(8);
    writeIntegerAt(this.#bytes, this.#length, value);
    this.#length += 8;
  }

  writeFields(fields: readonly RowValue[]): void {
    for (const field of fields) this.#writeField(field);
  }

  #writeField(value: RowValue): void {
    if (value === null) {
      this.#writeKind(NULL);
    } else if (typeof value === 'number') {
      this.#writeKind(INTEGER);
      this.writeInteger(value);
    } else if (typeof value === 'string') {
      this.#writeKind(TEXT);
      this.#writeText(value);
    } else {
      this.#writeKind(BLOB);
      this.writeLength(value.length);
      this.writeBytes(value);
    }
  }

  #writeKind(kind: number): void {
    this.#reserve(1);
    this.#bytes[this.#length] = kind;
    this.#length += 1;
  }

  #writeText(text: string): void {
    this.#reserve(4 + text.length * 3);
    const written = this.#bytes.write(text, this.#length + 4, 'utf8');
    this.#bytes.writeUInt32BE(written, this.#length);
    this.#length += 4 + written;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#length + bytes));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Reads the fields of a row, one after another, from the bytes that a {@link RowWriter} wrote. */
export class RowReader {
  readonly #bytes: Buffer;
  #offset: number;

  /** @param offset of the first field */
  constructor(bytes: Buffer, offset: number) {
    this.#bytes = bytes;
    this.#offset = offset;
  }

  /** Blobs are views of the bytes. @throws Error if the bytes are those of no row */
  next(): RowValue {
    const kind = this.#bytes.readUInt8(this.#offset);
    this.#offset += 1;
    switch (kind) {
      case NULL:
        return null;
      case INTEGER:
        this.#offset += 8;
        return readIntegerAt(this.#bytes, this.#offset - 8);
      case TEXT: {
        const start = this.#skipLength();
        return this.#bytes.toString('utf8', start, this.#offset);
      }
      case BLOB: {
        const start = this.#skipLength();
        return this.#bytes.subarray(start, this.#offset);
      }
      default:
        throw new Error(`a row has a field of kind ${kind}`);
    }
  }

  /** Puts another integer in the place of the next field, which is one. */
  replace(value: number): number {
    if (this.#bytes[this.#offset] !== INTEGER) throw new Error('the field is no integer');
    writeIntegerAt(this.#bytes, this.#offset + 1, value);
    this.#offset += 9;
    return value;
  }

  /** Goes behind a value that tells its length; answers where it begins. */
  #skipLength(): number {
    const start = this.#offset + 4;
    this.#offset = start + this.#bytes.readUInt32BE(this.#offset);
    return start;
  }
}

/** @throws RangeError if the value is no integer that JavaScript can hold */
export function writeIntegerAt(bytes: Buffer, offset: number, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no integer`);
  const high = Math.floor(value / HALF);
  bytes.writeInt32BE(high, offset);
  bytes.writeUInt32BE(value - high * HALF, offset + 4);
}

function readIntegerAt(bytes: Buffer, offset: number): number {
  return bytes.readInt32BE(offset) * HALF + bytes.readUInt32BE(offset + 4);
}
