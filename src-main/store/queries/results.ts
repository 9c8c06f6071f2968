import { AnnalsError } from '#shared/ipc/failure.ts';
import type { EventSummary } from '#shared/model/audit-event.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced, StoreReads } from '../store-api.ts';
import { summariesBySeq } from './event-reads.ts';
import type { Rowset } from './rowset.ts';
import { placeOf } from './scan.ts';

interface Result {
  readonly order: EventOrder;
  readonly rowset: Rowset;
}

/** Finds the rows that match at this moment. */
type RowsetOf = (
  filter: EventFilter,
  order: EventOrder,
) => Sliced<{ readonly rowset: Rowset; readonly headSeq: number }>;

/** The window asks about the newest result; the one before may still be on screen. */
const RESULTS_KEPT = 3;

/**
 * Results whose rows can be read by position, for a scroll bar over everything that matches.
 * A result is fixed when it is opened: events recorded later do not move its rows.
 */
export class Results {
  readonly #db: ReadDb;
  readonly #rowsetOf: RowsetOf;
  readonly #results = new Map<string, Result>();
  #opened = 0;

  constructor(db: ReadDb, rowsetOf: RowsetOf) {
    this.#db = db;
    this.#rowsetOf = rowsetOf;
  }

  *open(request: {
    readonly filter: EventFilter;
    readonly order: EventOrder;
    readonly firstRows: number;
  }): Sliced<{ queryId: string; headSeq: number; rows: EventSummary[] }> {
    const { filter, order } = request;
    const { rowset, headSeq } = yield* this.#rowsetOf(filter, order);
    this.#opened += 1;
    const queryId = `q${this.#opened}`;
    this.#results.set(queryId, { order, rowset });
    this.#forgetOldest();
    const rows = yield* this.rows({ queryId, start: 0, end: request.firstRows });
    return { queryId, headSeq, rows: rows.filter((row) => row !== null) };
  }

  *total(queryId: string): Sliced<number> {
    return yield* this.#get(queryId).rowset.total();
  }

  *rows(request: {
    readonly queryId: string;
    readonly start: number;
    readonly end: number;
  }): Sliced<(EventSummary | null)[]> {
    const { rowset } = this.#get(request.queryId);
    const seqs = yield* rowset.seqs(request.start, request.end);
    return summariesBySeq(this.#db, seqs);
  }

  *position({ queryId, at }: Parameters<StoreReads['resultPosition']>[0]): Sliced<number | null> {
    const { rowset, order } = this.#get(queryId);
    if ('seq' in at) {
      const place = placeOf(this.#db, at.seq);
      if (!place) return null;
      const position = yield* rowset.positionOf(place);
      const [seq] = yield* rowset.seqs(position, position + 1);
      return seq === at.seq ? position : null;
    }
    if (order === 'recorded') throw notByTime();
    const seq = order === 'oldest' ? 0 : Number.MAX_SAFE_INTEGER;
    const position = yield* rowset.positionOf({ occurredAt: at.time, seq });
    const [row] = yield* rowset.seqs(position, position + 1);
    return row === undefined ? null : position;
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

function notByTime(): AnnalsError {
  return new AnnalsError(
    'INVALID_INPUT',
    'A result in the order of recording has no place for a time.',
    'Order it by time first.',
  );
}
