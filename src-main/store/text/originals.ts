import { fold } from '#shared/text/fold.ts';
import { unpackedOrCorrupt } from '../queries/raw-blocks.ts';

/** Inflated originals that are kept, in bytes. */
const KEPT_BYTES = 8 * 1024 * 1024;

interface Block {
  /** As stored: if it was written anew since, it is not the same any more. */
  readonly data: Buffer;
  readonly raws: readonly (Buffer | null)[];
  readonly bytes: number;
}

/**
 * The originals of events as text. Sixteen are stored together and events that are neighbours in
 * time come from few blocks, so the blocks used last are kept inflated.
 */
export class Originals {
  /** By the number of the first event, those used last at the end. */
  readonly #blocks = new Map<number, Block>();
  #bytes = 0;

  /**
   * The original of an event, folded; null if it has none.
   * @param data of the block that begins at `firstSeq`, the nearest to the event
   * @throws AnnalsError STORE_CORRUPT
   */
  folded(seq: number, firstSeq: number, data: Buffer): string | null {
    const raw = this.#block(firstSeq, data).raws[seq - firstSeq];
    return raw ? fold(raw.toString('utf8')) : null;
  }

  #block(firstSeq: number, data: Buffer): Block {
    const kept = this.#blocks.get(firstSeq);
    if (kept) this.#forget(firstSeq, kept);
    const block = kept?.data.equals(data) ? kept : inflate(data);
    this.#blocks.set(firstSeq, block);
    this.#bytes += block.bytes;
    for (const [oldest, { bytes }] of this.#blocks) {
      if (this.#bytes <= KEPT_BYTES || oldest === firstSeq) break;
      this.#blocks.delete(oldest);
      this.#bytes -= bytes;
    }
    return block;
  }

  #forget(firstSeq: number, block: Block): void {
    this.#blocks.delete(firstSeq);
    this.#bytes -= block.bytes;
  }
}

function inflate(data: Buffer): Block {
  const raws = unpackedOrCorrupt(data);
  return { data, raws, bytes: raws.reduce((sum, raw) => sum + (raw?.length ?? 0), 0) };
}
