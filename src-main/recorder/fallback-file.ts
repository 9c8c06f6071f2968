import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ReadyEvent } from './event-maker.ts';

/** More than this is not kept: a store that is away for good must not fill the disk. */
const MAX_BYTES = 16 * 1024 * 1024;
/** A file that is renamed while it is written to is opened anew; twice is a coincidence already. */
const TRIES = 5;

/** Where events wait that a store could not take; one file for each store, in the operator's state folder. */
export function fallbackPath(stateFolder: string, store: string): string {
  const key = createHash('sha256').update(resolve(store)).digest('hex').slice(0, 16);
  return join(stateFolder, 'unrecorded', `${key}.jsonl`);
}

/** Events that were kept, and are now to be recorded. */
export interface KeptEvents {
  readonly events: readonly ReadyEvent[];
  /** To be called when they are in the store. False if the file could not be removed. */
  readonly forget: () => boolean;
}

/**
 * Events that could not be recorded yet, one JSON line each, readable by their owner only. Several
 * programs may use one file: whoever wants to record what is in it renames it first, so that what
 * others keep meanwhile goes to a new one. A crash at any point leaves a file that is taken again,
 * and since events have their ids, none is in the trail twice.
 */
export class FallbackFile {
  readonly path: string;
  readonly #maxBytes: number;

  constructor(path: string, maxBytes = MAX_BYTES) {
    this.path = path;
    this.#maxBytes = maxBytes;
  }

  /** @returns false if the event could not be kept: the file is full, or cannot be written */
  append(event: ReadyEvent): boolean {
    const line = `${JSON.stringify(event)}\n`;
    try {
      mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const written = this.#write(line);
        if (written !== 'moved') return written === 'kept';
      }
      return false;
    } catch {
      return false;
    }
  }

  /** Takes what was kept, the oldest first; null if there is nothing. */
  claim(): KeptEvents | null {
    try {
      const left = this.#claimed();
      if (left.length > 0) return keptIn(left);
      renameSync(this.path, `${this.path}.${randomUUID()}`);
      return keptIn(this.#claimed());
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  #write(line: string): 'kept' | 'full' | 'moved' {
    const file = openSync(this.path, 'a', 0o600);
    try {
      if (fstatSync(file).size + Buffer.byteLength(line) > this.#maxBytes) return 'full';
      writeFileSync(file, line);
      fsyncSync(file);
      // Somebody who took the file in between may not have seen the line.
      const now = statSync(this.path, { throwIfNoEntry: false });
      return now?.ino === fstatSync(file).ino ? 'kept' : 'moved';
    } finally {
      closeSync(file);
    }
  }

  /** Files that were renamed to be recorded, by us, by another program, or before a crash. */
  #claimed(): readonly string[] {
    const prefix = `${basename(this.path)}.`;
    return readdirSync(dirname(this.path))
      .filter((name) => name.startsWith(prefix))
      .map((name) => join(dirname(this.path), name));
  }
}

function keptIn(paths: readonly string[]): KeptEvents {
  const files = paths.flatMap((path) => {
    const bytes = readUnlessGone(path);
    return bytes === null ? [] : [{ path, bytes }];
  });
  const forget = (): boolean => {
    let isGone = true;
    for (const { path, bytes } of files) {
      const size = statSync(path, { throwIfNoEntry: false })?.size ?? bytes.length;
      // A line that came after it was read is for the next time.
      if (size === bytes.length) rmSync(path, { force: true });
      else isGone = false;
    }
    return isGone;
  };
  return { events: files.flatMap(({ bytes }) => eventsOf(bytes.toString())), forget };
}

/** Null if another program has recorded what was in it, and removed it. */
function readUnlessGone(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** A line that a crash cut short is no event any more. */
function eventsOf(text: string): readonly ReadyEvent[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      const parsed = ReadyEvent.safeParse(JSON.parse(line));
      return parsed.success ? [parsed.data] : [];
    } catch {
      return [];
    }
  });
}
