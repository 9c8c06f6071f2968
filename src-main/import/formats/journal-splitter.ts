import { LIMITS } from '#shared/model/limits.ts';
import { TOO_LARGE } from './record.ts';
import type { RawRecord, Splitter } from './record.ts';

const LINE_FEED = 0x0a;
const EQUALS = 0x3d;
const NOTHING = Buffer.alloc(0);

/** Bytes of the length that stands in front of binary data; little-endian. */
export const LENGTH_BYTES = 8;

const LONGEST_NAME = 64;
/** What a field is called: journald allows no other names. */
const FIELD_NAME = /^[A-Z0-9_]{1,64}$/u;

/** What the next byte belongs to. */
type Part = 'name' | 'text' | 'length' | 'data' | 'behindData';

/**
 * Cuts the export format of systemd's journal (`journalctl -o export`) into records: lines
 * `NAME=value`, binary data as `NAME`, a length and the data, an empty line between records. What
 * is no field costs its record; cutting goes on behind the next empty line. Lines are counted by
 * line feeds, those in binary data included.
 *
 * https://systemd.io/JOURNAL_EXPORT_FORMATS/
 */
export class JournalSplitter implements Splitter {
  #part: Part = 'name';
  #name = '';
  #length: number[] = [];
  /** Bytes of data that are still to come. */
  #left = 0;
  /** Of the byte that comes next, and of the first byte of the record; 1-based. */
  #line = 1;
  #recordLine = 1;
  /** Copies of what earlier chunks held of the record; dropped once it is too large. */
  #saved: Buffer[] = [];
  #savedBytes = 0;
  /** Index at which the record goes on in this chunk. */
  #from = 0;
  #isBroken = false;

  *push(chunk: Buffer): Generator<RawRecord> {
    this.#from = 0;
    let index = 0;
    while (index < chunk.length) {
      if (this.#part === 'name' && this.#name === '' && chunk[index] === LINE_FEED) {
        if (this.#size(index) > 0) yield this.#close(chunk, index, '');
        index += 1;
        this.#line += 1;
        this.#from = index;
        this.#recordLine = this.#line;
      } else {
        index = this.#pass(chunk, index);
      }
    }
    this.#save(chunk);
  }

  *end(): Generator<RawRecord> {
    if (this.#savedBytes === 0) return;
    const isWhole =
      this.#part === 'text' ||
      this.#part === 'behindData' ||
      (this.#part === 'name' && this.#name === '');
    this.#from = 0;
    yield this.#close(NOTHING, 0, isWhole ? '' : 'it ends in the middle of a record');
  }

  /** Takes what belongs together. @returns the index behind it */
  #pass(chunk: Buffer, index: number): number {
    switch (this.#part) {
      case 'name':
        return this.#passName(chunk[index] ?? 0, index);
      case 'text': {
        const feed = chunk.indexOf(LINE_FEED, index);
        if (feed === -1) return chunk.length;
        this.#line += 1;
        this.#begin('name');
        return feed + 1;
      }
      case 'length':
        this.#length.push(chunk[index] ?? 0);
        if (chunk[index] === LINE_FEED) this.#line += 1;
        if (this.#length.length === LENGTH_BYTES) this.#beginData();
        return index + 1;
      case 'data': {
        const end = Math.min(index + this.#left, chunk.length);
        this.#line += countLineFeeds(chunk, index, end);
        this.#left -= end - index;
        if (this.#left === 0) this.#begin('behindData');
        return end;
      }
      case 'behindData':
        if (chunk[index] !== LINE_FEED) this.#isBroken = true;
        this.#begin('text');
        return index;
    }
  }

  #passName(byte: number, index: number): number {
    if (byte === EQUALS || byte === LINE_FEED || this.#name.length === LONGEST_NAME) {
      if (!FIELD_NAME.test(this.#name) || (byte !== EQUALS && byte !== LINE_FEED)) {
        this.#isBroken = true;
      }
      if (byte === LINE_FEED && !this.#isBroken) {
        this.#line += 1;
        this.#begin('length');
        return index + 1;
      }
      // The rest of the line, its line feed at least.
      this.#begin('text');
      return byte === LINE_FEED ? index : index + 1;
    }
    this.#name += String.fromCharCode(byte);
    return index + 1;
  }

  #begin(part: Part): void {
    this.#part = part;
    this.#name = '';
    this.#length = [];
  }

  #beginData(): void {
    this.#left = Number(Buffer.from(this.#length).readBigUInt64LE());
    this.#begin(this.#left === 0 ? 'behindData' : 'data');
  }

  /** Bytes of the record up to an index of this chunk. */
  #size(index: number): number {
    return this.#savedBytes + index - this.#from;
  }

  #save(chunk: Buffer): void {
    const part = chunk.subarray(this.#from);
    this.#savedBytes += part.length;
    if (this.#isBroken || this.#savedBytes > LIMITS.recordBytes + 1) this.#saved = [];
    else if (part.length > 0) this.#saved.push(Buffer.from(part));
  }

  #close(chunk: Buffer, index: number, problem: string): RawRecord {
    const size = this.#size(index);
    const part = chunk.subarray(this.#from, index);
    const all = this.#saved.length === 0 ? part : Buffer.concat([...this.#saved, part]);
    // The last line end is no part of the record.
    const isEnded = this.#part === 'name';
    const bytes = isEnded ? all.subarray(0, -1) : all;
    const isTooLarge = size - (isEnded ? 1 : 0) > LIMITS.recordBytes;
    const isBroken = this.#isBroken;
    this.#saved = [];
    this.#savedBytes = 0;
    this.#isBroken = false;
    const line = this.#recordLine;
    if (isBroken) return { line, bytes: NOTHING, problem: 'holds what is no field of a journal' };
    if (isTooLarge) return { line, bytes: NOTHING, problem: TOO_LARGE };
    return { line, bytes: problem === '' ? bytes : NOTHING, problem };
  }
}

function countLineFeeds(chunk: Buffer, from: number, to: number): number {
  const part = chunk.subarray(from, to);
  let count = 0;
  for (
    let index = part.indexOf(LINE_FEED);
    index !== -1;
    index = part.indexOf(LINE_FEED, index + 1)
  ) {
    count += 1;
  }
  return count;
}
