import { RowWriter } from '../chain/canonical-row.ts';
import { ROW_HEADER_BYTES, sha256 } from '../chain/chain.ts';
import { toHashedValues } from '../queries/event-codec.ts';
import { RAW_BLOCK_EVENTS, RawPacker } from '../queries/raw-blocks.ts';
import type { ImportedEvent } from '../store-api.ts';
import type { PackedEvents } from './packed-events.ts';

const BLANK_HEADER = Buffer.alloc(ROW_HEADER_BYTES);
/** In the place of what only the writer knows. */
const UNKNOWN = 0;

/** Packs events as they come, slice after slice in the same memory. */
export class EventPacker {
  readonly #rows = new RowWriter();
  readonly #rowEnds: number[] = [];
  readonly #raws = new RowWriter();
  readonly #rawEnds: number[] = [];
  readonly #block = new RawPacker();

  /**
   * @param raw valid until the call returns
   * @param file index into the files of the batch
   */
  add(event: ImportedEvent['event'], raw: Uint8Array, file: number): void {
    this.#rows.writeBytes(BLANK_HEADER);
    const addition = {
      id: event.id,
      recordedAt: UNKNOWN,
      batch: UNKNOWN,
      batchFile: file,
      rawHash: sha256(raw),
    };
    this.#rows.writeFields(toHashedValues(event, addition));
    this.#rowEnds.push(this.#rows.length);
    this.#block.add(raw);
    if (this.#block.count === RAW_BLOCK_EVENTS) this.#packBlock();
  }

  /** The slice of all that was added since the last time. */
  take(): PackedEvents {
    if (this.#block.count > 0) this.#packBlock();
    const packed = {
      count: this.#rowEnds.length,
      rows: ownMemory(this.#rows.written),
      rowEnds: Uint32Array.from(this.#rowEnds),
      raws: ownMemory(this.#raws.written),
      rawEnds: Uint32Array.from(this.#rawEnds),
    };
    this.#rows.clear();
    this.#rowEnds.length = 0;
    this.#raws.clear();
    this.#rawEnds.length = 0;
    return packed;
  }

  #packBlock(): void {
    this.#raws.writeBytes(this.#block.take());
    this.#rawEnds.push(this.#raws.length);
  }
}

/** Packs events that are all there. @param file index into the files of their batch */
export function packEvents(events: readonly ImportedEvent[], file: number): PackedEvents {
  const packer = new EventPacker();
  for (const { event, raw } of events) packer.add(event, raw, file);
  return packer.take();
}

/** A copy, since posting a view posts all the memory behind it. */
function ownMemory(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
