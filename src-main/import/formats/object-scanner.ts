const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const TAB = 0x09;
const SPACE = 0x20;
const LIST_START = 0x5b;
const LIST_END = 0x5d;
const OBJECT_START = 0x7b;
const OBJECT_END = 0x7d;

/** Deeper than any record may be, and few enough to remember. */
const MOST_LEVELS = 1_000;

interface Scanned {
  /** Index behind the object, at the byte that breaks it, or of the end of the chunk. */
  readonly end: number;
  readonly state: 'open' | 'done' | 'broken';
}

/**
 * Finds where a JSON object ends, or where it cannot be one any more, so that objects behind a
 * broken one are found again: texts do not go over lines, brackets fit each other, values stand
 * where values may. Whether what it found is valid is for `JSON.parse` to say. A scanner serves
 * one object.
 */
export class ObjectScanner {
  /** The brackets that are open. */
  readonly #open: number[] = [];
  #isInText = false;
  #isEscaped = false;
  /** The last byte, and the last one that is no white space. */
  #before = 0;
  #mark = COLON;
  /** Whether its second line is indented; then all of them are, up to its end. */
  #isIndented: boolean | null = null;

  /** Goes on from `start`, which for the first chunk is the opening bracket. */
  scan(chunk: Uint8Array, start: number): Scanned {
    for (let index = start; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      if (this.#isInText) {
        if (byte === LINE_FEED) return { end: index, state: 'broken' };
        if (byte === QUOTE && !this.#isEscaped) this.#isInText = false;
        this.#isEscaped = byte === BACKSLASH && !this.#isEscaped;
      } else if (byte > SPACE) {
        if (!this.#take(byte)) return { end: index, state: 'broken' };
        this.#mark = byte;
        if (this.#open.length === 0) return { end: index + 1, state: 'done' };
      }
      if (this.#before === LINE_FEED) this.#isIndented ??= byte === SPACE || byte === TAB;
      this.#before = byte;
    }
    return { end: chunk.length, state: 'open' };
  }

  /** @returns false if the byte cannot stand here */
  #take(byte: number): boolean {
    switch (byte) {
      case QUOTE:
        this.#isInText = true;
        return true;
      case OBJECT_START:
      case LIST_START:
        if (!this.#mayOpen() || this.#open.length === MOST_LEVELS) return false;
        this.#open.push(byte);
        return true;
      case OBJECT_END:
      case LIST_END:
        return this.#open.pop() === (byte === OBJECT_END ? OBJECT_START : LIST_START);
      default:
        return true;
    }
  }

  #mayOpen(): boolean {
    if (this.#before === LINE_FEED && this.#isIndented === true) return false;
    if (this.#mark === COLON) return true;
    return this.#open.at(-1) === LIST_START && (this.#mark === LIST_START || this.#mark === COMMA);
  }
}
