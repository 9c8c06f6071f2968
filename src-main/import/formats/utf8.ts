import { isUtf8 } from 'node:buffer';
import { RecordError } from './record.ts';

/**
 * Decodes UTF-8. Anything else is rejected, because a replacement character in an audit trail
 * would be a change that nobody made.
 * @throws RecordError naming the first byte that does not fit
 */
export function decodeUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const index = firstBadByte(bytes);
  const byte = (bytes[index] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  throw new RecordError(`not UTF-8: byte ${index + 1} is 0x${byte}`);
}

/** Index of the first byte that is not UTF-8; -1 if all are. */
export function firstBadByte(bytes: Buffer): number {
  // Decoding puts U+FFFD where a byte does not fit: the first difference is the first such byte.
  const repaired = Buffer.from(bytes.toString('utf8'), 'utf8');
  return bytes.findIndex((byte, position) => byte !== repaired[position]);
}
