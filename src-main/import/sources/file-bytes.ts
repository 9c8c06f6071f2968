import { closeSync, constants, fstatSync, openSync, read, readSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { changed, unreadable } from './source-problem.ts';

/** What is read: a file, and what it is called when something is the matter with it. */
interface NamedFile {
  readonly path: string;
  readonly name: string;
}

/** Without waiting, in case a pipe has taken the place of the file. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/** Large enough that reading costs little, small enough that many files can be open. */
const PART_BYTES = 65_536;

const readLater = promisify(read);

/**
 * A file that is open for reading. It is opened, and read for the first time, at once: going
 * through the event loop would cost most of the time where there are thousands of small files.
 */
export class OpenFile {
  readonly #descriptor: number;
  readonly #file: NamedFile;
  #isFresh = true;

  private constructor(descriptor: number, file: NamedFile) {
    this.#descriptor = descriptor;
    this.#file = file;
  }

  /**
   * Opens a file that was there before.
   * @param bytes how large it was at least
   * @throws AnnalsError FILE_UNREADABLE, also if it is no file any more or has shrunk
   */
  static async open(file: NamedFile, bytes: number): Promise<OpenFile> {
    await letOthersGo();
    const opened = new OpenFile(
      orUnreadable(file, () => openSync(file.path, FLAGS)),
      file,
    );
    let isSame = false;
    try {
      const stats = opened.#stats();
      isSame = stats.isFile() && stats.size >= bytes;
    } finally {
      if (!isSame) opened.close();
    }
    if (!isSame) throw changed(file);
    return opened;
  }

  /**
   * Reads what one call gives, no more than the buffer has room for.
   * @returns how many bytes; never 0
   * @throws AnnalsError FILE_UNREADABLE, also at the end of the file
   */
  async read(buffer: Buffer, position: number): Promise<number> {
    const length = this.#isFresh
      ? orUnreadable(this.#file, () =>
          readSync(this.#descriptor, buffer, 0, buffer.length, position),
        )
      : await this.#readLater(buffer, position);
    this.#isFresh = false;
    if (length === 0) throw changed(this.#file);
    return length;
  }

  /** Reads exactly so many bytes. @throws AnnalsError FILE_UNREADABLE */
  async readExactly(bytes: number, position: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafeSlow(bytes);
    let length = 0;
    while (length < bytes) length += await this.read(buffer.subarray(length), position + length);
    return buffer;
  }

  /** A part of the file in chunks that stay as they are. @throws AnnalsError FILE_UNREADABLE */
  async *range(start: number, end: number): AsyncGenerator<Buffer> {
    let position = start;
    while (position < end) {
      const buffer = Buffer.allocUnsafeSlow(Math.min(PART_BYTES, end - position));
      const length = await this.read(buffer, position);
      position += length;
      yield buffer.subarray(0, length);
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #stats(): Stats {
    return orUnreadable(this.#file, () => fstatSync(this.#descriptor));
  }

  async #readLater(buffer: Buffer, position: number): Promise<number> {
    const { bytesRead } = await readLater(
      this.#descriptor,
      buffer,
      0,
      buffer.length,
      position,
    ).catch((error: unknown) => {
      throw unreadable(this.#file, error);
    });
    return bytesRead;
  }
}

/** The first bytes of a file, fewer if it is shorter. @throws AnnalsError FILE_UNREADABLE */
export async function firstBytes(file: NamedFile, bytes: number): Promise<Buffer> {
  const opened = await OpenFile.open(file, 0);
  try {
    const head = Buffer.allocUnsafeSlow(bytes);
    return head.subarray(0, await opened.read(head, 0));
  } finally {
    opened.close();
  }
}

const FILES_AT_ONCE = 16;
let filesOpened = 0;

/** Lets the event loop go on after some files, since a cancellation comes through it. */
async function letOthersGo(): Promise<void> {
  filesOpened += 1;
  if (filesOpened % FILES_AT_ONCE === 0) await setImmediate();
}

function orUnreadable<Value>(file: NamedFile, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    throw unreadable(file, error);
  }
}
