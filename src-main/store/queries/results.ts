import { AnnalsError } from '#shared/ipc/failure.ts';
import type { EventSummary } from '#shared/model/audit-event.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { summariesBySeq } from './event-reads.ts';
import { headOf, scan } from './scan.ts';

/** A result that grows while it is scanned: the seq numbers of its rows, in order. */
interface Result {
  readonly pending: Generator<readonly number[]>;
  seqs: Float64Array;
  length: number;
  isComplete: boolean;
}

/** The window asks about the newest result; the one before may still be on screen. */
const RESULTS_KEPT = 3;

/**
 * Results whose rows can be read by position, for a scroll bar over everything that matches.
 * A result is fixed when it is opened: events recorded later do not move its rows.
 */
export class Results {
  readonly #db: ReadDb;
  readonly #results = new Map<string, Result>();
  #opened = 0;

  constructor(db: ReadDb) {
    this.#db = db;
  }

  *open(request: {
    readonly filter: EventFilter;
    readonly order: EventOrder;
    readonly firstRows: number;
  }): Sliced<{ queryId: string; headSeq: number; rows: EventSummary[] }> {
    const headSeq = headOf(this.#db).seq;
    this.#opened += 1;
    const queryId = `q${this.#opened}`;
    const { filter, order } = request;
    this.#results.set(queryId, {
      pending: scan(this.#db, { filter, order, after: null, upToSeq: headSeq }),
      seqs: new Float64Array(1_024),
      length: 0,
      isComplete: false,
    });
    this.#forgetOldest();
    const rows = yield* this.rows({ queryId, start: 0, end: request.firstRows });
    return { queryId, headSeq, rows: rows.filter((row) => row !== null) };
  }

  *total(queryId: string): Sliced<number> {
    return yield* this.#scanTo(queryId, Number.POSITIVE_INFINITY);
  }

  *rows(request: {
    readonly queryId: string;
    readonly start: number;
    readonly end: number;
  }): Sliced<(EventSummary | null)[]> {
    const length = yield* this.#scanTo(request.queryId, request.end);
    const { seqs } = this.#get(request.queryId);
    const wanted = seqs.subarray(request.start, Math.min(request.end, length));
    return summariesBySeq(this.#db, [...wanted]);
  }

  /** Scans on until that many rows are known or there are no more; answers how many there are. */
  *#scanTo(queryId: string, length: number): Sliced<number> {
    for (;;) {
      const result = this.#get(queryId);
      if (result.isComplete || result.length >= length) return result.length;
      this.#advance(queryId, result);
      yield;
    }
  }

  /** A scan that failed cannot go on, so its result is forgotten and never taken for complete. */
  #advance(queryId: string, result: Result): void {
    try {
      advance(result);
    } catch (error) {
      this.#results.delete(queryId);
      throw error;
    }
  }

  #get(queryId: string): Result {
    const result = this.#results.get(queryId);
    if (!result) {
      throw new AnnalsError('STALE_QUERY', 'This result is no longer kept.', 'Ask again.');
    }
    return result;
  }

  #forgetOldest(): void {
    for (const queryId of this.#results.keys()) {
      if (this.#results.size <= RESULTS_KEPT) return;
      this.#results.delete(queryId);
    }
  }
}

function advance(result: Result): void {
  const step = result.pending.next();
  if (step.done) {
    result.isComplete = true;
    return;
  }
  const needed = result.length + step.value.length;
  if (needed > result.seqs.length) {
    const larger = new Float64Array(Math.max(needed, result.seqs.length * 2));
    larger.set(result.seqs.subarray(0, result.length));
    result.seqs = larger;
  }
  result.seqs.set(step.value, result.length);
  result.length = needed;
}
