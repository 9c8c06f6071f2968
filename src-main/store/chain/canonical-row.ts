/**
 * The bytes of an event that its leaf hash covers (reliability.md 5.2): every value is preceded
 * by its kind, text and blobs by their length, so that no two different rows have the same bytes.
 */

export type RowValue = string | number | null | Uint8Array;

const NULL = 0;
const INTEGER = 1;
const TEXT = 2;
const BLOB = 3;

/** Reused between rows: one event is encoded and hashed before the next one begins. */
let buffer = Buffer.allocUnsafe(65_536);
let length = 0;

function reserve(bytes: number): void {
  if (length + bytes <= buffer.length) return;
  const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + bytes));
  buffer.copy(larger, 0, 0, length);
  buffer = larger;
}

function writeBytes(bytes: Uint8Array): void {
  reserve(bytes.length);
  buffer.set(bytes, length);
  length += bytes.length;
}

function writeInteger(value: number): void {
  reserve(8);
  buffer.writeBigInt64BE(BigInt(value), length);
  length += 8;
}

function writeKind(kind: number): void {
  reserve(1);
  buffer[length] = kind;
  length += 1;
}

function writeText(text: string): void {
  reserve(4 + text.length * 3);
  const written = buffer.write(text, length + 4, 'utf8');
  buffer.writeUInt32BE(written, length);
  length += 4 + written;
}

function writeField(value: RowValue): void {
  if (value === null) {
    writeKind(NULL);
  } else if (typeof value === 'number') {
    writeKind(INTEGER);
    writeInteger(value);
  } else if (typeof value === 'string') {
    writeKind(TEXT);
    writeText(value);
  } else {
    writeKind(BLOB);
    reserve(4);
    buffer.writeUInt32BE(value.length, length);
    length += 4;
    writeBytes(value);
  }
}

/**
 * Encodes one row.
 * @param prefix bytes before the fields: domain and chain id
 * @param seq place of the event in the chain
 * @param salt 16 random bytes, so that the leaf of a pruned row tells nothing of its content
 * @param fields the hashed columns, in the order of the schema
 * @returns a view that is valid until the next call
 */
export function encodeRow(
  prefix: Uint8Array,
  seq: number,
  salt: Uint8Array,
  fields: readonly RowValue[],
): Uint8Array {
  length = 0;
  writeBytes(prefix);
  writeInteger(seq);
  writeBytes(salt);
  for (const field of fields) writeField(field);
  return buffer.subarray(0, length);
}
