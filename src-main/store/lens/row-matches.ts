import type { FilterTerm } from '#shared/model/event-filter.ts';
import { candidateSet } from '../queries/row-candidates.ts';
import { heldFilters, whereClause } from '../queries/where-clause.ts';
import type { SeqSet } from '../seq-set.ts';
import type { ReadDb } from '../sql/connection.ts';
import { sql } from '../sql/fragment.ts';
import type { Fragment } from '../sql/fragment.ts';
import type { Sliced } from '../store-api.ts';
import type { Chunk } from './chunk.ts';
import { locate } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

/** Rows asked about in one statement, to begin with; the number follows from how long it takes. */
const FIRST_ROWS = 128;
const MOST_ROWS = 16_384;
const SLICE_MS = 8;

const TESTED = 1;
const HIT = 2;

/**
 * The part of a filter that only the rows themselves can answer, such as text: a column of the
 * lens that is filled in as rows are asked about, and remembered.
 */
export class RowMatches {
  readonly #db: ReadDb;
  readonly #terms: readonly FilterTerm[];
  readonly #where: Fragment;
  readonly #known = new Map<Chunk, Uint8Array>();
  #isComplete = false;
  /** The only events that may match; null if that is not known. */
  #candidates: SeqSet | null = null;
  #isNarrowed = false;
  #statementRows = FIRST_ROWS;

  constructor(db: ReadDb, terms: readonly FilterTerm[]) {
    this.#db = db;
    this.#terms = terms;
    const filter = { from: null, to: null, terms: [...terms] };
    const held = heldFilters(db, filter);
    this.#where = whereClause(filter, { span: null, held });
  }

  /** True if every row that is not a hit is known not to be one. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /**
   * Asks about a few events instead of waiting for what rows are asked about.
   * @param seqs every event of the snapshot that may be a hit
   */
  *askOnly(snapshot: Snapshot, seqs: readonly number[]): Sliced<void> {
    for (let start = 0; start < seqs.length;) {
      const part = seqs.slice(start, start + this.#statementRows);
      for (const { occurredAt, seq } of this.#ask(part)) {
        const place = locate(snapshot.chunks, occurredAt, seq);
        const chunk = place && snapshot.chunks[place.chunk];
        if (!place || !chunk) continue;
        this.#knownOf(chunk)[place.index] = TESTED | HIT;
      }
      start += part.length;
      yield;
    }
    this.#isComplete = true;
  }

  /** True if it is known that no row of a chunk matches. */
  hasNone(chunk: Chunk): boolean {
    return this.#isComplete && !this.#known.has(chunk);
  }

  /** Finds out which rows need not be asked about, where all of a snapshot are to be told. */
  *narrow({ headSeq }: Snapshot): Sliced<void> {
    if (this.#isComplete || this.#isNarrowed) return;
    this.#isNarrowed = true;
    this.#candidates = yield* candidateSet(this.#db, this.#terms, headSeq);
  }

  /** Of some rows of a chunk, those that match. */
  *confirm(chunk: Chunk, indices: Uint16Array): Sliced<Uint16Array> {
    const known = this.#knownOf(chunk);
    if (!this.#isComplete) {
      const candidates = this.#candidates;
      const unknown = indices.filter(
        (index) =>
          known[index] === 0 && (candidates === null || candidates.has(chunk.seqs[index] ?? 0)),
      );
      for (let start = 0; start < unknown.length;) {
        const part = unknown.subarray(start, start + this.#statementRows);
        this.#test(chunk, part, known);
        start += part.length;
        if (start < unknown.length) yield;
      }
    }
    return indices.filter((index) => ((known[index] ?? 0) & HIT) > 0);
  }

  #test(chunk: Chunk, indices: Uint16Array, known: Uint8Array): void {
    const bySeq = new Map<number, number>();
    for (const index of indices) bySeq.set(chunk.seqs[index] ?? 0, index);
    // A question that fails has told nothing: rows are known only after it.
    const hits = this.#ask([...bySeq.keys()]);
    for (const index of indices) known[index] = TESTED;
    for (const { seq } of hits) {
      const index = bySeq.get(seq);
      if (index !== undefined) known[index] = TESTED | HIT;
    }
  }

  #ask(seqs: readonly number[]): { readonly seq: number; readonly occurredAt: number }[] {
    const startedAt = performance.now();
    const query = sql`SELECT event.seq, event.occurred_at AS occurredAt FROM event
      WHERE event.seq IN (SELECT value FROM json_each(${JSON.stringify(seqs)}))
      AND ${this.#where}`;
    const hits = this.#db
      .prepare<unknown[], { seq: number; occurredAt: number }>(query.text)
      .all(...query.values);
    const took = performance.now() - startedAt;
    if (took > SLICE_MS) this.#statementRows = Math.max(16, this.#statementRows >> 1);
    else if (took < SLICE_MS / 2) {
      this.#statementRows = Math.min(MOST_ROWS, this.#statementRows << 1);
    }
    return hits;
  }

  #knownOf(chunk: Chunk): Uint8Array {
    const known = this.#known.get(chunk) ?? new Uint8Array(chunk.length);
    this.#known.set(chunk, known);
    return known;
  }
}
