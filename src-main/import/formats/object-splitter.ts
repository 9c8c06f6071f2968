import { LIMITS } from '#shared/model/limits.ts';
import { ObjectScanner } from './object-scanner.ts';
import { TOO_LARGE } from './record.ts';
import type { RawRecord, Splitter } from './record.ts';

const LINE_FEED = 0x0a;
const OBJECT_START = 0x7b;
const NOTHING = Buffer.alloc(0);

/** White space, commas, and the separator of RFC 7464: what may stand between objects. */
const FILLERS: ReadonlySet<number> = new Set([0x09, LINE_FEED, 0x0d, 0x1e, 0x20, 0x2c]);

/**
 * Where the next byte stands: between objects, in one, on a line of something else, or behind an
 * object that broke.
 */
type Place = 'between' | 'object' | 'text' | 'lost';

/**
 * Cuts JSON objects that follow each other, over any number of lines each, with or without line
 * ends and commas between them. Lines of anything else are rejected one by one. An object that
 * breaks costs itself and what follows it up to the next line that begins with `{`.
 */
export class ObjectSplitter implements Splitter {
  #place: Place = 'between';
  #line = 1;
  #isLineStart = true;
  #scanner = new ObjectScanner();
  #recordLine = 1;
  /** Copies of what has been seen of the object; dropped once it is too large. */
  #saved: Buffer[] = [];
  #savedBytes = 0;

  *push(chunk: Buffer): Generator<RawRecord> {
    let index = 0;
    while (index < chunk.length) {
      const byte = chunk[index] ?? 0;
      if (this.#place === 'object') {
        const { end, state } = this.#scanner.scan(chunk, index);
        this.#save(chunk.subarray(index, end));
        index = end;
        if (state !== 'open') yield this.#close(state === 'broken');
      } else if (byte === OBJECT_START && (this.#place === 'between' || this.#isFirst())) {
        this.#begin();
      } else if (this.#place === 'between' && FILLERS.has(byte)) {
        this.#pass(byte);
        index += 1;
      } else {
        if (this.#place === 'between') {
          yield { line: this.#line, bytes: NOTHING, problem: 'not a JSON object' };
          this.#place = 'text';
        }
        index = this.#passLine(chunk, index);
      }
    }
  }

  *end(): Generator<RawRecord> {
    if (this.#place === 'object') yield this.#close(true, 'it ends in the middle of a record');
  }

  #isFirst(): boolean {
    return this.#place === 'lost' && this.#isLineStart;
  }

  #begin(): void {
    this.#place = 'object';
    this.#scanner = new ObjectScanner();
    this.#recordLine = this.#line;
  }

  #pass(byte: number): void {
    this.#isLineStart = byte === LINE_FEED;
    if (byte === LINE_FEED) this.#line += 1;
  }

  /** @returns the index behind the line, or the end of the chunk */
  #passLine(chunk: Buffer, index: number): number {
    const feed = chunk.indexOf(LINE_FEED, index);
    this.#isLineStart = feed !== -1;
    if (feed === -1) return chunk.length;
    this.#line += 1;
    if (this.#place === 'text') this.#place = 'between';
    return feed + 1;
  }

  #save(part: Buffer): void {
    if (part.length === 0) return;
    this.#isLineStart = part.at(-1) === LINE_FEED;
    for (
      let feed = part.indexOf(LINE_FEED);
      feed !== -1;
      feed = part.indexOf(LINE_FEED, feed + 1)
    ) {
      this.#line += 1;
    }
    this.#savedBytes += part.length;
    if (this.#savedBytes > LIMITS.recordBytes) this.#saved = [];
    else this.#saved.push(Buffer.from(part));
  }

  #close(isBroken: boolean, problem = 'not valid JSON: it breaks off before its end'): RawRecord {
    const line = this.#recordLine;
    const isTooLarge = this.#savedBytes > LIMITS.recordBytes;
    const bytes = isBroken || isTooLarge ? NOTHING : Buffer.concat(this.#saved);
    this.#place = isBroken ? 'lost' : 'between';
    this.#saved = [];
    this.#savedBytes = 0;
    if (isTooLarge) return { line, bytes, problem: TOO_LARGE };
    return { line, bytes, problem: isBroken ? problem : '' };
  }
}
