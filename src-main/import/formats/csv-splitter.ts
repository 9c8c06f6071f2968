import { LIMITS } from '#shared/model/limits.ts';
import { TOO_LARGE } from './record.ts';
import type { RawRecord, Splitter } from './record.ts';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const NOTHING = Buffer.alloc(0);

/** What {@link scanRow} found. Positions are indexes into the buffer that was scanned. */
interface Row {
  /** False if the buffer ends before the row does. */
  readonly isComplete: boolean;
  /** Index after the last byte of the row, without its line end. */
  readonly end: number;
  /** Index of the first byte of the next row. */
  readonly next: number;
  readonly problem: string;
  /** Where a quote was opened that has not been closed; -1 if there is none. */
  readonly openQuote: number;
}

/**
 * Cuts CSV (RFC 4180) into rows: values may stand in quotes and then hold delimiters, line ends
 * and doubled quotes; rows end with LF, CRLF or CR. Empty lines are no rows. A quote that is
 * never closed costs its own row only: cutting goes on behind the line on which it was opened.
 *
 * Written here because csv-parse 7, which the tests compare it with, gives no exact bytes, counts
 * CRLF in quotes as two lines, and loses every row behind a quote that is not closed.
 */
export class CsvSplitter implements Splitter {
  readonly #delimiter: number;
  #rowsToSkip: number;
  #line = 1;
  /** The beginning of a row whose end has not been seen; a copy, since chunks are reused. */
  #carry: Buffer = NOTHING;
  /** True while the rest of a row is skipped that is larger than a record may be. */
  #isSkipping = false;

  /**
   * @param delimiter one ASCII character
   * @param rowsToSkip rows before the data: the header, say
   */
  constructor(delimiter: string, rowsToSkip: number) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#rowsToSkip = rowsToSkip;
  }

  *push(chunk: Buffer): Generator<RawRecord> {
    const buffer = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk]);
    const rest = yield* this.#cut(buffer, false);
    this.#carry = Buffer.from(buffer.subarray(rest));
  }

  *end(): Generator<RawRecord> {
    yield* this.#cut(this.#carry, true);
    this.#carry = NOTHING;
  }

  /** Yields the rows of a buffer. @returns index of the row that is not complete yet */
  *#cut(buffer: Buffer, isLast: boolean): Generator<RawRecord, number> {
    let start = this.#isSkipping ? this.#skipLine(buffer, 0, isLast) : 0;
    while (start < buffer.length) {
      const row = scanRow(buffer, start, this.#delimiter, isLast);
      const isTooLarge = row.end - start > LIMITS.recordBytes;
      if (row.isComplete) {
        const bytes = buffer.subarray(start, row.end);
        if (bytes.length > 0)
          yield* this.#emit(isTooLarge ? NOTHING : bytes, isTooLarge ? TOO_LARGE : row.problem);
        this.#line += countLineEnds(buffer, start, row.next);
        start = row.next;
      } else if (row.openQuote >= 0 && (isLast || isTooLarge)) {
        const line = this.#line + countLineEnds(buffer, start, row.openQuote);
        yield* this.#emit(NOTHING, `the quote opened on line ${line} is never closed`);
        this.#line = line;
        start = this.#skipLine(buffer, row.openQuote, isLast);
      } else if (isTooLarge) {
        yield* this.#emit(NOTHING, TOO_LARGE);
        start = this.#skipLine(buffer, start, isLast);
      } else {
        break;
      }
    }
    return start;
  }

  *#emit(bytes: Buffer, problem: string): Generator<RawRecord> {
    if (this.#rowsToSkip === 0) yield { line: this.#line, bytes, problem };
    else this.#rowsToSkip -= 1;
  }

  /** @returns the index after the next line end; skipping goes on if it is not in the buffer */
  #skipLine(buffer: Buffer, from: number, isLast: boolean): number {
    let end = from;
    while (end < buffer.length && buffer[end] !== LINE_FEED && buffer[end] !== CARRIAGE_RETURN)
      end += 1;
    const isCarriageReturn = buffer[end] === CARRIAGE_RETURN;
    // Whether a CR at the very end of a chunk is a line end of its own is not known yet.
    this.#isSkipping = !isLast && end + (isCarriageReturn ? 1 : 0) >= buffer.length;
    if (this.#isSkipping || end === buffer.length) return end;
    this.#line += 1;
    return isCarriageReturn && buffer[end + 1] === LINE_FEED ? end + 2 : end + 1;
  }
}

/** Finds the end of the row that begins at `start`. */
function scanRow(buffer: Buffer, start: number, delimiter: number, isLast: boolean): Row {
  const length = buffer.length;
  let problem = '';
  let index = start;
  let isFieldStart = true;
  while (index < length) {
    const byte = buffer[index];
    if (byte === QUOTE && isFieldStart) {
      const close = closingQuote(buffer, index, isLast);
      if (close === -1)
        return { isComplete: false, end: length, next: length, problem, openQuote: index };
      index = close + 1;
      const after = buffer[index];
      if (
        index < length &&
        after !== delimiter &&
        after !== LINE_FEED &&
        after !== CARRIAGE_RETURN
      ) {
        problem ||= 'text behind a closing quote';
      }
      isFieldStart = false;
    } else if (byte === LINE_FEED) {
      return { isComplete: true, end: index, next: index + 1, problem, openQuote: -1 };
    } else if (byte === CARRIAGE_RETURN) {
      if (index + 1 === length && !isLast) break;
      const next = buffer[index + 1] === LINE_FEED ? index + 2 : index + 1;
      return { isComplete: true, end: index, next, problem, openQuote: -1 };
    } else {
      if (byte === QUOTE) problem ||= 'a quote in the middle of a value';
      isFieldStart = byte === delimiter;
      index += 1;
    }
  }
  return { isComplete: isLast, end: length, next: length, problem, openQuote: -1 };
}

/** @returns index of the quote that closes the one at `open`, or -1 if it is not in the buffer */
function closingQuote(buffer: Buffer, open: number, isLast: boolean): number {
  let index = open + 1;
  for (;;) {
    index = buffer.indexOf(QUOTE, index);
    if (index === -1) return -1;
    // At the very end of a chunk, this may be the first of a doubled quote.
    if (index + 1 === buffer.length) return isLast ? index : -1;
    if (buffer[index + 1] !== QUOTE) return index;
    index += 2;
  }
}

/** Counts LF, CRLF and CR, each as one, in [start, end). */
function countLineEnds(buffer: Buffer, start: number, end: number): number {
  let count = 0;
  for (let index = start; index < end; index += 1) {
    const byte = buffer[index];
    if (byte === LINE_FEED || (byte === CARRIAGE_RETURN && buffer[index + 1] !== LINE_FEED))
      count += 1;
  }
  return count;
}
