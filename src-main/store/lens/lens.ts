import type { LensState } from '#shared/model/lens-state.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { ChunkWriter, mergeRows } from './chunk-list.ts';
import { CHUNK_ROWS } from './chunk.ts';
import type { Chunk } from './chunk.ts';
import { emptyDictionaries } from './dictionaries.ts';
import type { LensFile } from './lens-file.ts';
import { dropPruned } from './prune-walk.ts';
import { readReviews } from './review-bits.ts';
import { RowSource } from './row-source.ts';
import { Rows } from './rows.ts';
import { makeSnapshot, rowCount, snapshotBytes } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

/** Rows read from SQL in one slice; some 2 us each. */
const SLICE_ROWS = 4_000;
/** Rows sorted and merged at once. */
const MERGED_ROWS = 16_000;
/** A lens that is further behind is brought up to date in the background; SQL answers meanwhile. */
const NEAR_EVENTS = 100_000;
/** The file is written again when so many events, or this part of all, have come since. */
const SAVED_EVENTS = 10_000;
const SAVED_PART = 0.05;

interface StoreVersion {
  readonly headSeq: number;
  readonly pruned: number;
  readonly review: number;
}

/**
 * The projection of the trail in memory that answers counts and positions for any filter
 * (shared design: performance.md). It is never the truth: built and extended from SQL, exact for
 * the moment of its snapshot, and SQL answers wherever it cannot.
 */
export class Lens {
  readonly #db: ReadDb;
  readonly #file: LensFile | null;
  readonly #chunkRows: number;
  #snapshot: Snapshot | null = null;
  #source: RowSource;
  #update: Sliced<void> | null = null;
  #rowsRead = 0;
  #savedAtSeq = -1;

  /**
   * @param file where it is kept between runs; null to keep it nowhere
   * @param chunkRows rows of a full chunk
   */
  constructor(db: ReadDb, file: LensFile | null, chunkRows: number = CHUNK_ROWS) {
    this.#db = db;
    this.#file = file;
    this.#chunkRows = chunkRows;
    this.#source = new RowSource(db, emptyDictionaries());
  }

  /**
   * The lens as of now; null where SQL has to answer: before the first {@link refresh}, and while
   * too much has changed since the last.
   */
  *current(): Sliced<Snapshot | null> {
    const snapshot = this.#snapshot;
    if (!snapshot) return null;
    const version = this.#storeVersion();
    const isNear =
      version.pruned === snapshot.pruned &&
      version.headSeq >= snapshot.headSeq &&
      version.headSeq - snapshot.headSeq <= NEAR_EVENTS;
    if (!isNear) return null;
    yield* this.#follow();
    return this.#snapshot;
  }

  /** Brings the lens up to date, and its file if that is worthwhile. */
  *refresh(): Sliced<void> {
    yield* this.#follow();
    if (this.#snapshot) yield* this.#save(this.#snapshot);
  }

  /**
   * Takes up what has happened until now. Callers that ask at the same time share the work; one
   * that is under way may have begun before what its next caller knows of, so another follows.
   */
  *#follow(): Sliced<void> {
    if (this.#update) yield* this.#share(this.#update);
    yield* this.#share((this.#update ??= this.#bringUpToDate()));
  }

  /** Does a part of the work in each slice, until it is done or has failed for somebody. */
  *#share(update: Sliced<void>): Sliced<void> {
    while (this.#update === update) {
      try {
        if (update.next().done) this.#update = null;
        else yield;
      } catch (error) {
        this.#update = null;
        throw error;
      }
    }
  }

  get state(): LensState {
    if (this.#snapshot) {
      const bytes = snapshotBytes(this.#snapshot);
      return { state: 'ready', events: rowCount(this.#snapshot), bytes };
    }
    return this.#update
      ? { state: 'building', events: this.#rowsRead, bytes: 0 }
      : { state: 'off', events: 0, bytes: 0 };
  }

  *#bringUpToDate(): Sliced<void> {
    const version = this.#storeVersion();
    if (this.#snapshot && version.headSeq < this.#snapshot.headSeq) {
      // An older store was put back: nothing of what was known holds.
      this.#snapshot = null;
      this.#savedAtSeq = -1;
    }
    let snapshot = this.#snapshot ?? (yield* this.#load(version)) ?? (yield* this.#build(version));
    if (version.pruned !== snapshot.pruned) {
      const chunks = yield* dropPruned(this.#db, snapshot.chunks, this.#chunkRows);
      snapshot = makeSnapshot({ ...snapshot, chunks, pruned: version.pruned });
    }
    if (version.headSeq > snapshot.headSeq) snapshot = yield* this.#append(snapshot, version);
    if (version.review !== snapshot.review) {
      const chunks = yield* readReviews(this.#db, snapshot.chunks);
      snapshot = makeSnapshot({ ...snapshot, chunks, review: version.review });
    }
    this.#snapshot = snapshot;
  }

  *#load(version: StoreVersion): Sliced<Snapshot | null> {
    const loaded = (yield* this.#file?.load(version) ?? nothing()) ?? null;
    if (!loaded) return null;
    this.#source = new RowSource(this.#db, loaded.dictionaries);
    this.#savedAtSeq = loaded.headSeq;
    return loaded;
  }

  /** Reads the whole trail in order of time, as full chunks. */
  *#build({ headSeq, pruned }: StoreVersion): Sliced<Snapshot> {
    const dictionaries = emptyDictionaries();
    this.#source = new RowSource(this.#db, dictionaries);
    this.#rowsRead = 0;
    const writer = new ChunkWriter(this.#chunkRows);
    let after = { occurredAt: Number.MIN_SAFE_INTEGER, seq: 0 };
    for (;;) {
      const { rows } = writer;
      const found = this.#source.readByTime(after, headSeq, SLICE_ROWS, rows);
      this.#rowsRead += found;
      const last = rows.length - 1;
      if (found > 0) after = { occurredAt: rows.times[last] ?? 0, seq: rows.seqs[last] ?? 0 };
      writer.spill();
      if (found < SLICE_ROWS) break;
      yield;
    }
    const chunks = writer.finish();
    return makeSnapshot({ chunks, dictionaries, headSeq, pruned, review: NEVER });
  }

  *#append(snapshot: Snapshot, { headSeq }: StoreVersion): Sliced<Snapshot> {
    let chunks: readonly Chunk[] = snapshot.chunks;
    let afterSeq = snapshot.headSeq;
    for (let isMore = true; isMore;) {
      const rows = new Rows(SLICE_ROWS);
      while (isMore && rows.length < MERGED_ROWS) {
        const found = this.#source.readBySeq(afterSeq, headSeq, SLICE_ROWS, rows);
        if (found > 0) afterSeq = rows.seqs[rows.length - 1] ?? afterSeq;
        isMore = found === SLICE_ROWS;
        if (isMore) yield;
      }
      chunks = yield* mergeRows(chunks, rows.sorted(), this.#chunkRows);
    }
    // What came may be held or flagged already: their act was a later event than they.
    return makeSnapshot({ ...snapshot, chunks, headSeq });
  }

  *#save(snapshot: Snapshot): Sliced<void> {
    if (!this.#file) return;
    const since = snapshot.headSeq - this.#savedAtSeq;
    const isWorthwhile = since >= SAVED_EVENTS || since >= snapshot.headSeq * SAVED_PART;
    if (since === 0 || (this.#savedAtSeq >= 0 && !isWorthwhile)) return;
    yield* this.#file.save(snapshot);
    this.#savedAtSeq = snapshot.headSeq;
  }

  #storeVersion(): StoreVersion {
    const row = this.#db
      .prepare<[], StoreVersion>(
        `SELECT head.seq AS headSeq, head.pruned, review.version AS review FROM head, review`,
      )
      .get();
    return row ?? { headSeq: 0, pruned: 0, review: 0 };
  }
}

/** The review version of a snapshot whose review bits have not been read. */
const NEVER = -1;

function* nothing(): Sliced<null> {
  return null;
}
