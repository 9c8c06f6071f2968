import { LIMITS } from '#shared/model/limits.ts';
import { TOO_LARGE } from './record.ts';
import type { RawRecord, Splitter } from './record.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const NOTHING = Buffer.alloc(0);

/**
 * Cuts JSON Lines into lines. A record is the line without its line end (LF or CRLF); lines of
 * nothing but white space are no records, but count as lines.
 */
export class LineSplitter implements Splitter {
  #line = 1;
  /** The beginning of a line whose end has not been seen; a copy, since chunks are reused. */
  #carry: Buffer = NOTHING;
  /** True while the rest of a line is skipped that is larger than a record may be. */
  #isSkipping = false;

  *push(chunk: Buffer): Generator<RawRecord> {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      if (end === -1) break;
      yield* this.#finishLine(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start < chunk.length) this.#carryOver(chunk.subarray(start));
  }

  *end(): Generator<RawRecord> {
    yield* this.#finishLine(NOTHING);
  }

  *#finishLine(rest: Buffer): Generator<RawRecord> {
    const line = this.#line;
    this.#line += 1;
    const bytes = this.#carry.length === 0 ? rest : Buffer.concat([this.#carry, rest]);
    const isTooLarge = this.#isSkipping || bytes.length > LIMITS.recordBytes;
    this.#carry = NOTHING;
    this.#isSkipping = false;
    if (isTooLarge) {
      yield { line, bytes: NOTHING, problem: TOO_LARGE };
      return;
    }
    const record = bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
    if (!isBlank(record)) yield { line, bytes: record, problem: '' };
  }

  #carryOver(part: Buffer): void {
    if (this.#isSkipping) return;
    this.#carry = Buffer.concat([this.#carry, part]);
    if (this.#carry.length > LIMITS.recordBytes) {
      this.#carry = NOTHING;
      this.#isSkipping = true;
    }
  }
}

/** True if there is nothing but spaces, tabs and carriage returns. */
function isBlank(bytes: Buffer): boolean {
  const first = bytes[0];
  if (first !== undefined && first > 0x20) return false;
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === CARRIAGE_RETURN);
}
