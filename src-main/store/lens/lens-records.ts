import { readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** A piece of a lens file: some JSON, and bytes whose meaning it tells. */
export interface LensRecord {
  readonly json: string;
  readonly bytes: readonly Uint8Array[];
}

/** Lengths of JSON and bytes, and a checksum over both, as 32-bit numbers. */
const PREFIX_BYTES = 12;
/** A record is one chunk or a part of a dictionary; a larger one is damage. */
const MOST_BYTES = 64 * 1024 * 1024;

export function writeRecord(file: number, { json, bytes }: LensRecord): void {
  const text = Buffer.from(json);
  const body = Buffer.concat([text, ...bytes]);
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32LE(text.length, 0);
  prefix.writeUInt32LE(body.length - text.length, 4);
  prefix.writeUInt32LE(crc32(body), 8);
  writeAll(file, Buffer.concat([prefix, body]));
}

/** @throws Error at the end of the file, or if it is damaged */
export function readRecord(file: number): { readonly json: string; readonly bytes: Buffer } {
  const prefix = readAll(file, PREFIX_BYTES);
  const jsonLength = prefix.readUInt32LE(0);
  const length = jsonLength + prefix.readUInt32LE(4);
  if (length > MOST_BYTES) throw new Error('the record is damaged');
  const body = readAll(file, length);
  if (crc32(body) !== prefix.readUInt32LE(8)) throw new Error('the record is damaged');
  return { json: body.toString('utf8', 0, jsonLength), bytes: body.subarray(jsonLength) };
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

function readAll(file: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const read = readSync(file, bytes, done, length - done, null);
    if (read === 0) throw new Error('the file ends too early');
    done += read;
  }
  return bytes;
}
