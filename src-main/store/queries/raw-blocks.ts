import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { RowWriter } from '../chain/canonical-row.ts';
import type { ReadDb } from '../sql/connection.ts';

/**
 * Originals are deflated sixteen at a time: neighbours in a log are alike, so a block takes a
 * fifth of its size at a quarter of the time that each on its own would take (docs/store.md).
 */
export const RAW_BLOCK_EVENTS = 16;

const NONE = 0xff_ff_ff_ff;
/** Fast: higher levels gained 2 % of size for twice the time. */
const LEVEL = 1;

/** Packs the originals of consecutive events. */
export class RawPacker {
  readonly #bytes = new RowWriter();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** @param raw null if the event has none */
  add(raw: Uint8Array | null): void {
    this.#bytes.writeLength(raw === null ? NONE : raw.length);
    if (raw !== null) this.#bytes.writeBytes(raw);
    this.#count += 1;
  }

  /** The block of all that was added since the last time. */
  take(): Buffer {
    const block = deflateRawSync(this.#bytes.written, { level: LEVEL });
    this.#bytes.clear();
    this.#count = 0;
    return block;
  }
}

/** Packs originals that are all there. */
export function packRaws(raws: readonly (Uint8Array | null)[]): Buffer {
  const packer = new RawPacker();
  for (const raw of raws) packer.add(raw);
  return packer.take();
}

/** The originals of a block. @throws Error if the block is damaged */
export function unpackRaws(data: Uint8Array): (Buffer | null)[] {
  const bytes = inflateRawSync(data);
  const raws: (Buffer | null)[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const length = bytes.readUInt32BE(offset);
    offset += 4;
    if (length === NONE) {
      raws.push(null);
      continue;
    }
    if (offset + length > bytes.length) throw new Error('block of originals is cut off');
    raws.push(bytes.subarray(offset, offset + length));
    offset += length;
  }
  return raws;
}

/** The original of an event, or null if it has none. */
export function readRaw(db: ReadDb, seq: number): Buffer | null {
  const block = db
    .prepare<[number], { first_seq: number; data: Buffer }>(
      `SELECT first_seq, data FROM raw_block WHERE first_seq <= ?
       ORDER BY first_seq DESC LIMIT 1`,
    )
    .get(seq);
  return block ? (unpackedOrCorrupt(block.data)[seq - block.first_seq] ?? null) : null;
}

/** @throws AnnalsError STORE_CORRUPT */
export function unpackedOrCorrupt(data: Buffer): readonly (Buffer | null)[] {
  try {
    return unpackRaws(data);
  } catch (cause) {
    throw new AnnalsError(
      'STORE_CORRUPT',
      'The original of this event is damaged in the store.',
      'Restore a backup, or ask “annals doctor” what else is wrong.',
      { cause },
    );
  }
}
