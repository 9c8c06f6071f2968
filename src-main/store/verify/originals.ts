import { RAW_BLOCK_EVENTS, unpackRaws } from '../queries/raw-blocks.ts';
import type { ReadDb } from '../sql/connection.ts';

interface RawBlock {
  readonly first_seq: number;
  readonly count: number;
  readonly data: Buffer;
}

/** Reads the originals of the events of a stretch, by seq, as who looks one up would get them. */
export function originalsReader(db: ReadDb): (first: number, last: number) => Map<number, Buffer> {
  const blocksOf = db.prepare<[number, number], RawBlock>(
    `SELECT first_seq, count, data FROM raw_block WHERE first_seq > ? AND first_seq <= ?
     ORDER BY first_seq`,
  );
  return (first, last) => {
    const originals = new Map<number, Buffer>();
    for (const block of blocksOf.all(first - RAW_BLOCK_EVENTS, last)) {
      const unpacked = unpacksOrEmpty(block);
      for (let place = 0; place < RAW_BLOCK_EVENTS; place += 1) {
        const seq = block.first_seq + place;
        if (seq < first || seq > last) continue;
        // Who reads an original looks into the nearest block only: a later one hides an earlier.
        originals.delete(seq);
        const original = unpacked[place];
        if (original) originals.set(seq, original);
      }
    }
    return originals;
  };
}

/** A block that cannot be inflated has no originals, which the check then reports. */
function unpacksOrEmpty({ count, data }: RawBlock): readonly (Buffer | null)[] {
  try {
    const raws = unpackRaws(data);
    return raws.length === count ? raws : [];
  } catch {
    return [];
  }
}
