import { LIMITS } from '#shared/model/limits.ts';
import { LINE_START_LENGTH, lineStartOf } from './log-time.ts';
import { TOO_LARGE } from './record.ts';
import type { RawRecord, Splitter } from './record.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const NOTHING = Buffer.alloc(0);

/** Four bytes are the most that a character takes. */
const START_BYTES = LINE_START_LENGTH * 4;

const NO_START = 'it stands before the first line that begins with a time';

/**
 * Cuts a text log into records: each begins with a line that begins with a time and goes on to
 * the next such line, blank lines at its end left out. Lines before the first such line are one
 * record that cannot be used.
 */
export class TextSplitter implements Splitter {
  /** What has to be seen together with the next chunk; a copy, since chunks are reused. */
  #carry: Buffer = NOTHING;
  /** Index of the line that has not been looked at yet, and its 1-based number. */
  #next = 0;
  #line = 1;
  /** True while there is a record; the others tell of it only then. */
  #isOpen = false;
  #hasStart = false;
  #isTooLarge = false;
  #recordLine = 1;
  /** Index of its first byte, and the one behind its last line that is not blank. */
  #start = 0;
  #end = 0;
  /** True while the rest of a line is skipped that is larger than a record may be. */
  #isSkipping = false;

  *push(chunk: Buffer): Generator<RawRecord> {
    const buffer = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk]);
    yield* this.#cut(buffer, false);
    const kept = this.#isOpen && !this.#isTooLarge ? this.#start : this.#next;
    this.#carry = Buffer.from(buffer.subarray(kept));
    this.#next -= kept;
    this.#start -= kept;
    this.#end -= kept;
  }

  *end(): Generator<RawRecord> {
    yield* this.#cut(this.#carry, true);
    yield* this.#close(this.#carry);
    this.#carry = NOTHING;
  }

  *#cut(buffer: Buffer, isLast: boolean): Generator<RawRecord> {
    while (this.#next < buffer.length) {
      const from = this.#next;
      const feed = buffer.indexOf(LINE_FEED, from);
      const end = feed === -1 ? buffer.length : feed;
      const isWhole = feed !== -1 || isLast;
      const isLong = end - from > LIMITS.recordBytes;
      if (!isWhole && !isLong && !this.#isSkipping) return;
      if (!this.#isSkipping) {
        if (isLong || !isBlank(buffer, from, end)) yield* this.#takeLine(buffer, from, end);
        // So many blank lines are not kept until it is known what follows them.
        else if (end - this.#start > LIMITS.recordBytes) yield* this.#close(buffer);
      }
      this.#isSkipping = !isWhole;
      if (isWhole) this.#line += 1;
      this.#next = feed === -1 ? buffer.length : feed + 1;
    }
  }

  *#takeLine(buffer: Buffer, from: number, end: number): Generator<RawRecord> {
    const isStart = startsRecord(buffer, from, end);
    if (isStart) yield* this.#close(buffer);
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#hasStart = isStart;
      this.#isTooLarge = false;
      this.#recordLine = this.#line;
      this.#start = from;
    }
    this.#end = end;
    if (end - this.#start > LIMITS.recordBytes) this.#isTooLarge = true;
  }

  *#close(buffer: Buffer): Generator<RawRecord> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const line = this.#recordLine;
    if (this.#isTooLarge) {
      yield { line, bytes: NOTHING, problem: TOO_LARGE };
      return;
    }
    const end = buffer[this.#end - 1] === CARRIAGE_RETURN ? this.#end - 1 : this.#end;
    const problem = this.#hasStart ? '' : NO_START;
    yield { line, bytes: buffer.subarray(this.#start, end), problem };
  }
}

/** Whether a line begins with a time. Few lines that go on with a record need a closer look. */
function startsRecord(buffer: Buffer, from: number, end: number): boolean {
  const first = buffer[from] ?? 0;
  // Indented lines and the frames of PHP stack traces: “#0 /var/www/…”.
  if (first <= 0x20 || first === 0x23) return false;
  return lineStartOf(buffer.toString('utf8', from, Math.min(end, from + START_BYTES))) !== null;
}

/** True if there is nothing but spaces, tabs and carriage returns. */
function isBlank(buffer: Buffer, from: number, end: number): boolean {
  for (let index = from; index < end; index += 1) {
    const byte = buffer[index] ?? 0;
    if (byte !== 0x20 && byte !== 0x09 && byte !== CARRIAGE_RETURN) return false;
  }
  return true;
}
