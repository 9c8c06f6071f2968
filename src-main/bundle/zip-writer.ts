import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file as it was written. */
export interface WrittenFile {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** Fast: text of logs becomes a fifth of its size, and higher levels cost more than they save. */
const LEVEL = 1;

/**
 * Writes a zip file that is not there yet, one entry after another. However large they are, no more
 * than a few pieces of them are in memory.
 */
export class ZipWriter {
  readonly #zip = new ZipFile();
  readonly #output = this.#zip.outputStream as PassThrough;
  readonly #file: WriteStream;
  readonly #written: Promise<void>;
  readonly #failed = new AbortController();
  readonly #hash = createHash('sha256');
  readonly #modifiedAt: Date;
  #bytes = 0;

  /** @param modifiedAt the time that all entries carry, integer milliseconds UTC */
  constructor(path: string, modifiedAt: number) {
    this.#modifiedAt = new Date(modifiedAt);
    this.#file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
    this.#written = pipeline(
      this.#output,
      (pieces: AsyncIterable<Buffer>) => this.#counted(pieces),
      this.#file,
    );
    // Who waits to add something learns of it.
    this.#written.catch((error: unknown) => this.#failed.abort(error));
  }

  /**
   * Adds an entry; yields after each piece.
   * @param options.isPacked false for bytes that do not get smaller
   * @throws what the disk reports
   */
  async *add(
    name: string,
    pieces: Iterable<Uint8Array>,
    { isPacked = true } = {},
  ): AsyncGenerator<undefined, WrittenFile> {
    const entry = new PassThrough();
    const hash = createHash('sha256');
    let bytes = 0;
    const mtime = this.#modifiedAt;
    const compressionLevel = isPacked ? LEVEL : 0;
    this.#zip.addReadStream(entry, name, { mtime, mode: 0o100_644, compressionLevel });
    for (const piece of pieces) {
      hash.update(piece);
      bytes += piece.length;
      if (!entry.write(piece)) await this.#drained(entry);
      yield;
    }
    entry.end();
    return { bytes, sha256: hash.digest('hex') };
  }

  /**
   * Ends the zip, and waits until the disk has it.
   * @throws what the disk reports
   */
  async close(): Promise<WrittenFile> {
    this.#zip.end();
    await this.#written;
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Gives the zip up, if it is not closed; what is there of it stays to be removed. */
  async abandon(): Promise<void> {
    this.#output.destroy();
    await this.#written.catch(() => undefined);
    // It may still be opening the file, which would then be there after it was removed.
    if (!this.#file.closed) {
      await new Promise<void>((resolve) => this.#file.once('close', () => resolve()));
    }
  }

  async #drained(entry: PassThrough): Promise<void> {
    const { signal } = this.#failed;
    try {
      await once(entry, 'drain', { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  }

  async *#counted(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      this.#hash.update(piece);
      this.#bytes += piece.length;
      yield piece;
    }
  }
}
