const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const LIST_START = 0x5b;
const LIST_END = 0x5d;
const OBJECT_START = 0x7b;
const OBJECT_END = 0x7d;
const SPACE = 0x20;

/**
 * Finds where one JSON value ends, over any number of chunks and in constant memory. It looks at
 * quotes and brackets only, and takes any closing bracket for the fitting one: whether what it
 * found is valid is for `JSON.parse` to say. A scanner serves one value.
 */
export class ValueScanner {
  /** Line feeds seen inside the value, outside of texts (where JSON does not allow them). */
  lineFeeds = 0;
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  #isStarted = false;

  /**
   * Goes on from `start`, which for the first chunk is the first byte of the value.
   * @returns the index after the value, or -1 if the value goes on behind this chunk
   */
  scan(chunk: Uint8Array, start: number): number {
    let index = start;
    while (index < chunk.length) {
      if (this.#isInText) {
        index = this.#skipText(chunk, index);
        if (this.#isInText) return -1;
        if (this.#depth === 0) return index;
        continue;
      }
      const byte = chunk[index];
      if (byte === QUOTE) {
        this.#isInText = true;
      } else if (byte === OBJECT_START || byte === LIST_START) {
        this.#depth += 1;
      } else if (this.#depth === 0) {
        // A number or word has no end of its own: what follows it ends it.
        if (this.#isStarted && isAfterScalar(byte)) return index;
      } else if (byte === OBJECT_END || byte === LIST_END) {
        this.#depth -= 1;
        if (this.#depth === 0) return index + 1;
      } else if (byte === LINE_FEED) {
        this.lineFeeds += 1;
      }
      this.#isStarted = true;
      index += 1;
    }
    return -1;
  }

  /** @returns the index after the closing quote, or the end of the chunk */
  #skipText(chunk: Uint8Array, start: number): number {
    let index = start;
    if (this.#isEscaped && index < chunk.length) {
      this.#isEscaped = false;
      index += 1;
    }
    while (index < chunk.length) {
      const byte = chunk[index];
      index += 1;
      if (byte === QUOTE) {
        this.#isInText = false;
        return index;
      }
      if (byte === BACKSLASH) {
        if (index === chunk.length) this.#isEscaped = true;
        index += 1;
      }
    }
    return chunk.length;
  }
}

function isAfterScalar(byte: number | undefined): boolean {
  return (
    byte === undefined ||
    byte <= SPACE ||
    byte === COMMA ||
    byte === LIST_END ||
    byte === OBJECT_END
  );
}
