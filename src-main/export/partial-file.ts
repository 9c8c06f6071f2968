import { createHash, randomBytes } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file as it was written. */
export interface WrittenFile {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** Text is collected until it is worth a call; in UTF-16 code units. */
const PIECE_LENGTH = 65_536;
/** The longest that UTF-8 makes of a code unit. */
const MOST_BYTES = 3;
/** A partial file that nobody has written to for so long belongs to a program that has ended. */
const STALE_MS = 24 * 60 * 60_000;
const PARTIAL_NAME = /\.[0-9a-f]{16}\.annals-partial$/u;

/** A name beside a file for what is to become it, which nobody else uses. */
export function exportPartialPath(path: string): string {
  return `${path}.${randomBytes(8).toString('hex')}.annals-partial`;
}

/**
 * Removes partial files of ours that a program which has ended left beside a file; those that
 * cannot be removed stay.
 * @param now integer milliseconds UTC
 */
export function removeStalePartials(path: string, now: number): void {
  const folder = dirname(path);
  try {
    for (const name of readdirSync(folder)) {
      if (!PARTIAL_NAME.test(name)) continue;
      const partial = join(folder, name);
      if (now - statSync(partial).mtimeMs > STALE_MS) rmSync(partial);
    }
  } catch {
    // They are in nobody's way; if the folder is, writing into it will tell.
  }
}

/**
 * Writes text to a new file that only its owner can read, and tells what it has become. Whoever
 * makes one ends it with {@link finish} or {@link discard}.
 */
export class PartialFile {
  readonly path: string;
  readonly #file: number;
  readonly #hash: Hash = createHash('sha256');
  #pending = '';
  /** Used again for every piece: buffers are freed late, and their memory would add up. */
  #piece = Buffer.allocUnsafe(2 * PIECE_LENGTH * MOST_BYTES);
  #bytes = 0;
  #isOpen = true;

  /** @throws what the disk reports */
  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, 'wx', 0o600);
  }

  /** @throws what the disk reports */
  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= PIECE_LENGTH) this.#flush();
  }

  /** Waits until the disk has all of it. @throws what the disk reports */
  finish(): WrittenFile {
    this.#flush();
    fsyncSync(this.#file);
    this.#close();
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Removes the file. */
  discard(): void {
    this.#close();
    rmSync(this.path, { force: true });
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#file);
  }

  #flush(): void {
    const needed = this.#pending.length * MOST_BYTES;
    if (this.#piece.length < needed) this.#piece = Buffer.allocUnsafe(needed);
    const piece = this.#piece.subarray(0, this.#piece.write(this.#pending));
    this.#pending = '';
    this.#hash.update(piece);
    for (let written = 0; written < piece.length;) {
      written += writeSync(this.#file, piece, written);
    }
    this.#bytes += piece.length;
  }
}

/** Writes a small file as {@link PartialFile} does; there is none if that fails. */
export function writePartial(path: string, text: string): WrittenFile {
  const file = new PartialFile(path);
  let isWhole = false;
  try {
    file.write(text);
    const written = file.finish();
    isWhole = true;
    return written;
  } finally {
    if (!isWhole) file.discard();
  }
}
