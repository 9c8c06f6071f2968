import { RandomAccessReader } from 'yauzl';
import type { OpenFile } from '../file-bytes.ts';

const WINDOW_BYTES = 262_144;

/**
 * Gives yauzl the bytes of a file, from a window over it: an archive of thousands of entries is
 * asked for twice as many small parts. Never throws, as yauzl's own reader does where an archive
 * names a place that no file has.
 */
export class WindowReader extends RandomAccessReader {
  readonly #file: OpenFile;
  readonly #size: number;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(file: OpenFile, size: number) {
    super();
    this.#file = file;
    this.#size = size;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#bytesAt(position, length).then(
      (bytes) => callback(null, bytes.copy(buffer, offset)),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }

  async #bytesAt(position: number, length: number): Promise<Buffer> {
    if (!Number.isSafeInteger(position) || position < 0 || position + length > this.#size) {
      throw new Error('the archive points to a place outside of itself');
    }
    const isInside =
      position >= this.#start && position + length <= this.#start + this.#window.length;
    if (!isInside) {
      const wanted = Math.min(Math.max(length, WINDOW_BYTES), this.#size - position);
      this.#window = await this.#file.readExactly(wanted, position);
      this.#start = position;
    }
    const from = position - this.#start;
    return this.#window.subarray(from, from + length);
  }
}
