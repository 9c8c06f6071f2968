import type { Entity, EntityPage } from '#shared/model/entity.ts';
import { failureOf } from '../api/client.ts';
import type { AnnalsClient, CallFailure } from '../api/client.ts';
import type { EntityQuery } from '../state/slices/entities.ts';

/** Entities are read and kept in blocks of this many. */
const ENTITY_BLOCK = 500;
/** Blocks kept: many screens, and still little memory. */
const MOST_BLOCKS = 12;
/** Between two readings of the same because the trail has grown, at least. */
const PAUSE_MS = 1_000;

/** What is known of the list. */
export interface EntitySnapshot {
  /** Grows with every other question, which is shown from its first row. */
  readonly question: number;
  /** Null until the first answer is here. */
  readonly total: number | null;
  readonly types: EntityPage['types'];
  /** True while what is shown belongs to an older question. */
  readonly isAsking: boolean;
  readonly failure: CallFailure | null;
}

/**
 * The entities of the newest question, block by block as they come into view. What was there before
 * stays until the answer is here; a block that has left the view is not waited for.
 */
export interface EntityCache {
  readonly ask: (query: EntityQuery) => void;
  /** Reads again what is in view. */
  readonly again: () => void;
  /** As {@link again}, but not so often that it is all main does. */
  readonly againSoon: () => void;
  /** The rows that are in view. */
  readonly want: (start: number, end: number) => void;
  readonly rowAt: (index: number) => Entity | undefined;
  readonly end: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => EntitySnapshot;
}

export function createEntityCache(client: AnnalsClient): EntityCache {
  const listeners = new Set<() => void>();
  let snapshot: EntitySnapshot = {
    question: 0,
    total: null,
    types: [],
    isAsking: false,
    failure: null,
  };
  let query: EntityQuery | null = null;
  let blocks = new Map<number, readonly Entity[]>();
  /** Blocks whose rows may have changed since; they are shown until they are read again. */
  let stale = new Set<number>();
  let wanted: readonly number[] = [0];
  let reading: { readonly block: number; readonly calling: AbortController } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const publish = (change: Partial<EntitySnapshot>): void => {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  };

  const beQuiet = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };

  const stop = (): void => {
    reading?.calling.abort();
    reading = null;
  };

  const keep = (block: number, rows: readonly Entity[]): void => {
    blocks.delete(block);
    blocks.set(block, rows);
    stale.delete(block);
    for (const oldest of blocks.keys()) {
      if (blocks.size <= MOST_BLOCKS) break;
      blocks.delete(oldest);
      stale.delete(oldest);
    }
  };

  const read = async (block: number, isNew: boolean): Promise<void> => {
    if (!query) return;
    stop();
    const calling = new AbortController();
    reading = { block, calling };
    const request = { ...query, limit: ENTITY_BLOCK, offset: block * ENTITY_BLOCK };
    try {
      const { items, total, types } = await client.call('entity.list', request, calling.signal);
      if (calling.signal.aborted) return;
      reading = null;
      if (isNew) {
        blocks = new Map();
        stale = new Set();
      }
      keep(block, items);
      const question = isNew ? snapshot.question + 1 : snapshot.question;
      publish({ question, total, types, isAsking: false, failure: null });
      pump();
    } catch (error) {
      if (calling.signal.aborted) return;
      reading = null;
      publish({ isAsking: false, failure: failureOf(error) });
    }
  };

  /** Reads the next block that is in view and not at hand. */
  const pump = (): void => {
    if (snapshot.isAsking || snapshot.failure || snapshot.total === null) return;
    const { total } = snapshot;
    const last = Math.max(0, Math.ceil(total / ENTITY_BLOCK) - 1);
    const missing = wanted.find(
      (block) => block <= last && (!blocks.has(block) || stale.has(block)),
    );
    if (reading && wanted.includes(reading.block)) return;
    if (missing === undefined) stop();
    else void read(missing, false);
  };

  return {
    ask: (next) => {
      beQuiet();
      query = next;
      wanted = [0];
      publish({ isAsking: true });
      void read(0, true);
    },
    again: () => {
      beQuiet();
      if (snapshot.total === null) {
        publish({ isAsking: true, failure: null });
        void read(0, true);
        return;
      }
      if (snapshot.isAsking) return;
      stale = new Set(blocks.keys());
      publish({ failure: null });
      stop();
      pump();
    },
    againSoon: () => {
      // One that is waiting is soon enough: put off by each event, it would never come.
      timer ??= setTimeout(() => {
        timer = undefined;
        if (snapshot.isAsking || snapshot.total === null) return;
        stale = new Set(blocks.keys());
        pump();
      }, PAUSE_MS);
    },
    want: (start, end) => {
      const first = Math.floor(start / ENTITY_BLOCK);
      const last = Math.floor(Math.max(start, end - 1) / ENTITY_BLOCK);
      wanted = Array.from({ length: last - first + 1 }, (_, step) => first + step);
      pump();
    },
    rowAt: (index) => blocks.get(Math.floor(index / ENTITY_BLOCK))?.[index % ENTITY_BLOCK],
    end: () => {
      beQuiet();
      stop();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
  };
}
