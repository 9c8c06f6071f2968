import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { partialPath } from '../files.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { packChunk, unpackChunk } from './chunk-bytes.ts';
import type { Chunk } from './chunk.ts';
import { dictionariesOf, emptyDictionaries } from './dictionaries.ts';
import type { Dictionaries, DictionaryName } from './dictionaries.ts';
import { readRecord, writeRecord } from './lens-records.ts';
import { makeSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

/** Grows with every change of what is written; files of another number are ignored. */
const FORMAT = 1;
/** Entries of a dictionary in one record: a slice of work when it is read. */
const RECORD_ENTRIES = 10_000;
/** A file that is still being written is younger than this. */
const ABANDONED_MS = 3_600_000;

interface Header {
  readonly format: number;
  readonly chainId: string;
  readonly headSeq: number;
  /** Link of the event that was the newest, so that the file of another history is not taken. */
  readonly link: string | null;
  readonly pruned: number;
  readonly dictionaryRecords: number;
  readonly chunks: number;
}

interface DictionaryRecord {
  readonly name: DictionaryName;
  readonly entries: readonly unknown[];
}

/**
 * The file in the operator's state folder that keeps a lens between runs. It is taken only if it
 * fits the store's chain and is whole; otherwise the lens is built from the store.
 */
export class LensFile {
  readonly #db: ReadDb;
  readonly #folder: string;
  readonly #chainId: string;

  constructor(db: ReadDb, stateFolder: string) {
    this.#db = db;
    this.#folder = join(stateFolder, 'lens');
    this.#chainId =
      db.prepare<[], string>('SELECT lower(hex(id)) FROM chain').pluck().get() ?? 'none';
  }

  get path(): string {
    return join(this.#folder, `${this.#chainId}.lens`);
  }

  /** Null if there is none, or if it is damaged or of another time. */
  *load(version: { readonly headSeq: number; readonly pruned: number }): Sliced<Snapshot | null> {
    let file: number;
    try {
      file = openSync(this.path, 'r');
    } catch {
      return null;
    }
    try {
      const header = JSON.parse(readRecord(file).json) as Header;
      return this.#fits(header, version) ? yield* this.#read(file, header) : null;
    } catch {
      // Whatever is wrong with it: the store has everything, and the file is written again.
      return null;
    } finally {
      closeSync(file);
    }
  }

  /** Writes it anew. What cannot be written is not kept; the next start builds it again. */
  *save(snapshot: Snapshot): Sliced<void> {
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      this.#removeAbandoned();
      const partial = partialPath(this.path);
      const file = openSync(partial, 'w', 0o600);
      try {
        yield* this.#write(file, snapshot);
        renameSync(partial, this.path);
      } finally {
        closeSync(file);
        rmSync(partial, { force: true });
      }
    } catch (error) {
      console.error('the lens was not kept', error);
    }
  }

  *#read(file: number, header: Header): Sliced<Snapshot> {
    const dictionaries = emptyDictionaries();
    for (let count = 0; count < header.dictionaryRecords; count += 1) {
      const { name, entries } = JSON.parse(readRecord(file).json) as DictionaryRecord;
      dictionaries[name].add(entries as never);
      yield;
    }
    const chunks: Chunk[] = [];
    for (let count = 0; count < header.chunks; count += 1) {
      chunks.push(unpackChunk(readRecord(file)));
      yield;
    }
    const { headSeq, pruned } = header;
    return makeSnapshot({ chunks, dictionaries, headSeq, pruned, review: -1 });
  }

  *#write(file: number, { chunks, dictionaries, headSeq, pruned }: Snapshot): Sliced<void> {
    const records = [...dictionaryRecords(dictionaries)];
    const header: Header = {
      format: FORMAT,
      chainId: this.#chainId,
      headSeq,
      link: this.#linkAt(headSeq),
      pruned,
      dictionaryRecords: records.length,
      chunks: chunks.length,
    };
    writeRecord(file, { json: JSON.stringify(header), bytes: [] });
    for (const record of records) {
      writeRecord(file, { json: JSON.stringify(record), bytes: [] });
      yield;
    }
    for (const chunk of chunks) {
      writeRecord(file, packChunk(chunk));
      yield;
    }
  }

  /** Removes what a program that was killed while it wrote has left. */
  #removeAbandoned(): void {
    for (const name of readdirSync(this.#folder)) {
      const path = join(this.#folder, name);
      const isOld = Date.now() - statSync(path).mtimeMs > ABANDONED_MS;
      if (name.endsWith('.partial') && isOld) rmSync(path, { force: true });
    }
  }

  #fits(header: Header, version: { readonly headSeq: number; readonly pruned: number }): boolean {
    return (
      header.format === FORMAT &&
      header.chainId === this.#chainId &&
      header.pruned === version.pruned &&
      header.headSeq <= version.headSeq &&
      header.link === this.#linkAt(header.headSeq)
    );
  }

  #linkAt(seq: number): string | null {
    const find = this.#db.prepare<[number], string>('SELECT hex(link) FROM event WHERE seq = ?');
    return find.pluck().get(seq) ?? null;
  }
}

function* dictionaryRecords(dictionaries: Dictionaries): Generator<DictionaryRecord> {
  for (const [name, dictionary] of dictionariesOf(dictionaries)) {
    for (let start = 0; start < dictionary.size; start += RECORD_ENTRIES) {
      yield { name, entries: dictionary.entries(start, start + RECORD_ENTRIES) };
    }
  }
}
