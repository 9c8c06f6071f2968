import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import { failureOf } from '../api/client.ts';
import type { AnnalsClient, CallFailure } from '../api/client.ts';
import { BLOCK_ROWS, createBlockStore } from './block-store.ts';
import type { BlockStore, Row } from './block-store.ts';

const MAX_BLOCKS = 40;
/** More would only queue in the reader, behind which a jump elsewhere would wait. */
const MAX_FETCHES = 3;
/** Blocks that are fetched ahead while rows fly past: a fifth of a second of a fast wheel. */
const BLOCKS_AHEAD = 3;
/** A view that moves by so many rows at once is flying past… */
const FAST_ROWS = 20;
/** …and by so many, it has jumped, which says nothing of where it goes next. */
const JUMP_ROWS = 2_000;

/** One question to the trail. */
export interface HistoryQuery {
  readonly filter: EventFilter;
  readonly order: EventOrder;
}

/** A result whose first rows are here. Rows are read with {@link HistoryCache.rowAt}. */
export interface HistoryResult {
  readonly queryId: string;
  /** seq of the newest event the result takes into account. */
  readonly headSeq: number;
  /** Rows known so far; exact once `isCounted`. */
  readonly count: number;
  readonly isCounted: boolean;
  /** Grows when the result answers a new question, and so is shown from its first row. */
  readonly question: number;
}

export interface HistorySnapshot {
  /** What the newest question is doing; an older result stays until its answer is here. */
  readonly status: 'idle' | 'opening' | 'ready' | 'failed';
  readonly result: HistoryResult | null;
  readonly failure: CallFailure | null;
}

/**
 * The rows of the current result, a bounded number of blocks at a time.
 *
 * Invariants: an answer is taken only if it belongs to the newest question (`generation`), and a
 * question nobody waits for any more is cancelled; the old result is replaced in one step, when the
 * first rows of the new one are here; a result that main has let go of (STALE_QUERY) is opened
 * again without the operator noticing.
 */
export interface HistoryCache {
  /** Asks; `keepsPlace` for the same question again, whose rows should not jump. */
  readonly open: (query: HistoryQuery, options?: { readonly keepsPlace: boolean }) => void;
  /** Forgets everything, for another store. */
  readonly reset: () => void;
  /** Says which rows are in view, first come first; replaces the wish before. */
  readonly want: (start: number, end: number) => void;
  /** The row at a position; undefined while it is not loaded. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Position of an event in the result; null if it is not there, or nothing can tell. */
  readonly positionOf: (seq: number) => Promise<number | null>;
  /**
   * Position of the first row in its order that is not before a time; null if there is none.
   * @throws what the call fails with
   */
  readonly positionAt: (time: number) => Promise<number | null>;
  /** After a failure: asks again, or goes on fetching. */
  readonly retry: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => HistorySnapshot;
}

const NOTHING: HistorySnapshot = { status: 'idle', result: null, failure: null };

export function createHistoryCache(client: AnnalsClient): HistoryCache {
  const listeners = new Set<() => void>();
  let snapshot = NOTHING;
  let generation = 0;
  /** The generation whose result is on show. */
  let shown = 0;
  let question = 0;
  let query: HistoryQuery | null = null;
  let rows: BlockStore = createBlockStore(MAX_BLOCKS);
  /** Rows of the result before, shown until those of the same question asked again are here. */
  let formerRows: BlockStore | null = null;
  let wanted: readonly number[] = [];
  /** First row of the view that was wanted last. */
  let viewStart = 0;
  let fetching = new Set<number>();
  /** Ends the newest question and its count. */
  let asking = new AbortController();
  /** Ends what is being read of the result on show. */
  let reading = new AbortController();

  const publish = (change: Partial<HistorySnapshot>): void => {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  };

  const fail = (error: unknown): void => {
    const failure = failureOf(error);
    if (failure.code === 'STALE_QUERY' && query) open(query, { keepsPlace: true });
    else publish({ status: 'failed', failure });
  };

  const open: HistoryCache['open'] = (next, { keepsPlace } = { keepsPlace: false }) => {
    generation += 1;
    asking.abort();
    asking = new AbortController();
    query = next;
    publish({ status: 'opening', failure: null });
    void answer(generation, next, keepsPlace);
  };

  const answer = async (asked: number, next: HistoryQuery, keepsPlace: boolean): Promise<void> => {
    const { signal } = asking;
    try {
      const request = { filter: next.filter, order: next.order };
      const opened = await client.call('history.open', request, signal);
      if (asked !== generation) return;
      shown = asked;
      reading.abort();
      reading = new AbortController();
      const before = snapshot.result;
      formerRows = keepsPlace ? rows : null;
      rows = createBlockStore(MAX_BLOCKS);
      fetching = new Set();
      rows.put(0, opened.rows);
      const count = opened.rows.length;
      if (!keepsPlace) question += 1;
      publish({
        status: 'ready',
        result: {
          queryId: opened.queryId,
          headSeq: opened.headSeq,
          // Until it is counted, a result asked again is taken to be as long as it was.
          count: keepsPlace && before ? Math.max(count, before.count) : count,
          isCounted: false,
          question,
        },
      });
      pump();
      const { total } = await client.call('history.total', { queryId: opened.queryId }, signal);
      if (asked !== generation || !snapshot.result) return;
      publish({ result: { ...snapshot.result, count: total, isCounted: true } });
      pump();
    } catch (error) {
      if (asked === generation) fail(error);
    }
  };

  /** True if the result has rows in the block that are not loaded. */
  const isMissing = (block: number, count: number): boolean => {
    const expected = Math.min(BLOCK_ROWS, count - block * BLOCK_ROWS);
    return block >= 0 && rows.rowsIn(block) < expected;
  };

  const pump = (): void => {
    const { result, status } = snapshot;
    if (!result || status === 'failed') return;
    for (const block of wanted) {
      if (fetching.size >= MAX_FETCHES) return;
      if (!fetching.has(block) && isMissing(block, result.count)) void fetchBlock(block, result);
    }
  };

  const fetchBlock = async (block: number, result: HistoryResult): Promise<void> => {
    const asked = shown;
    const underWay = fetching;
    underWay.add(block);
    const start = block * BLOCK_ROWS;
    const end = Math.min(start + BLOCK_ROWS, result.count);
    try {
      const range = { queryId: result.queryId, start, end };
      const page = await client.call('history.rows', range, reading.signal);
      underWay.delete(block);
      // The result may have been replaced; its rows would be those of another question.
      if (snapshot.result?.queryId !== result.queryId) return;
      // A row that should be there and is not would be asked for without end.
      rows.put(
        block,
        Array.from({ length: end - start }, (_, step) => page.rows[step] ?? null),
      );
      publish({});
      pump();
    } catch (error) {
      underWay.delete(block);
      // While another question is being answered, rows of the old one are not worth a message.
      if (asked === generation) fail(error);
    }
  };

  return {
    open,
    reset: () => {
      generation += 1;
      asking.abort();
      reading.abort();
      query = null;
      rows = createBlockStore(MAX_BLOCKS);
      formerRows = null;
      wanted = [];
      publish(NOTHING);
    },
    want: (start, end) => {
      const first = Math.floor(start / BLOCK_ROWS);
      const last = Math.floor(Math.max(start, end - 1) / BLOCK_ROWS);
      const inView = Array.from({ length: last - first + 1 }, (_, step) => first + step);
      // So that scrolling on finds its rows there.
      const moved = start - viewStart;
      viewStart = start;
      const isFast = Math.abs(moved) >= FAST_ROWS && Math.abs(moved) < JUMP_ROWS;
      const ahead = Array.from({ length: isFast ? BLOCKS_AHEAD : 1 }, (_, step) => step + 1);
      const down = ahead.map((step) => last + step);
      const up = ahead.map((step) => first - step);
      wanted = moved < 0 ? [...inView, ...up, last + 1] : [...inView, ...down, first - 1];
      pump();
    },
    rowAt: (index) => {
      const row = rows.row(index);
      // Null is an answer: the event is gone.
      return row === undefined ? formerRows?.row(index) : row;
    },
    positionOf: async (seq) => {
      const { result } = snapshot;
      const loaded = rows.indexOf(seq);
      if (!result || loaded !== null) return loaded;
      const request = { queryId: result.queryId, at: { seq } };
      try {
        return (await client.call('history.position', request, reading.signal)).position;
      } catch {
        // Not worth a message: the row is merely not known to be the active one.
        return null;
      }
    },
    positionAt: async (time) => {
      const { result } = snapshot;
      if (!result) return null;
      const request = { queryId: result.queryId, at: { time } };
      try {
        return (await client.call('history.position', request)).position;
      } catch (error) {
        // Asked for anew, the result will have an answer when it is wanted again.
        if (failureOf(error).code === 'STALE_QUERY') fail(error);
        throw error;
      }
    },
    retry: () => {
      if (!query) return;
      open(query, { keepsPlace: true });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
  };
}
