import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import { isEverything } from '#shared/model/event-filter.ts';
import type { ReadDb } from '../sql/connection.ts';
import { join, sql } from '../sql/fragment.ts';
import type { Fragment } from '../sql/fragment.ts';
import type { Sliced } from '../store-api.ts';
import { whereClause } from './where-clause.ts';
import type { TimeSpan } from './where-clause.ts';

/**
 * Walks the matching events in order, a bounded number of events at a time, because a running
 * statement cannot be interrupted. A window is a stretch of the order (so many events, matching
 * or not); its size follows from how long the one before took.
 */

/** A place in an order: after this event. Time is the event's own, in ms UTC. */
export interface Place {
  readonly occurredAt: number;
  readonly seq: number;
}

export interface ScanRequest {
  readonly filter: EventFilter;
  readonly order: EventOrder;
  /** Where to go on; null to begin. */
  readonly after: Place | null;
  /** Events recorded after this one are left out: a result stays as it was. */
  readonly upToSeq: number;
}

const FIRST_WINDOW_EVENTS = 1_000;
const MIN_WINDOW_EVENTS = 64;
const MAX_WINDOW_EVENTS = 262_144;
/** A slice that takes longer gets a smaller successor; one that takes half as long, a larger. */
const SLICE_MS = 8;

/**
 * Yields the seq numbers of the matching events, window by window, possibly none.
 * The generator of a scan holds no statement open between windows.
 */
export function* scan(db: ReadDb, request: ScanRequest): Generator<readonly number[]> {
  let after = request.after;
  let windowEvents = FIRST_WINDOW_EVENTS;
  for (;;) {
    const startedAt = performance.now();
    const last = windowEnd(db, request, after, windowEvents);
    yield selectSeqs(db, request, after, last);
    if (!last) return;
    after = last;
    const took = performance.now() - startedAt;
    if (took > SLICE_MS) windowEvents = Math.max(MIN_WINDOW_EVENTS, windowEvents >> 1);
    else if (took < SLICE_MS / 2) windowEvents = Math.min(MAX_WINDOW_EVENTS, windowEvents << 1);
  }
}

/** Number of matching events. */
export function* countMatches(db: ReadDb, filter: EventFilter): Sliced<number> {
  const { seq, retained } = headOf(db);
  if (isEverything(filter)) return retained;
  let total = 0;
  for (const seqs of scan(db, { filter, order: 'newest', after: null, upToSeq: seq })) {
    total += seqs.length;
    yield;
  }
  return total;
}

/** How far the trail goes and how many events it holds. */
export function headOf(db: ReadDb): { readonly seq: number; readonly retained: number } {
  const head = db.prepare<[], { seq: number; retained: number }>('SELECT seq, retained FROM head');
  return head.get() ?? { seq: 0, retained: 0 };
}

/** Where an event stands in the order by time. */
export function placeOf(db: ReadDb, seq: number): Place | null {
  const statement = db.prepare<[number], Place>(
    'SELECT occurred_at AS occurredAt, seq FROM event WHERE seq = ?',
  );
  return statement.get(seq) ?? null;
}

/** The last event of a window of so many events; null if the order ends within it. */
function windowEnd(
  db: ReadDb,
  { filter, order, upToSeq }: ScanRequest,
  after: Place | null,
  events: number,
): Place | null {
  if (order === 'recorded') {
    // Numbers have no gaps, so there is nothing to count.
    const seq = (after?.seq ?? upToSeq + 1) - events;
    return seq > 1 ? { occurredAt: 0, seq } : null;
  }
  const bounds = [beyond(order, after)];
  if (filter.from !== null) bounds.push(sql`occurred_at >= ${filter.from}`);
  if (filter.to !== null) bounds.push(sql`occurred_at < ${filter.to}`);
  const query = sql`SELECT occurred_at AS occurredAt, seq FROM event
    WHERE ${join(bounds, ' AND ', sql`TRUE`)}
    ORDER BY ${orderBy(order)} LIMIT 1 OFFSET ${events - 1}`;
  return db.prepare<unknown[], Place>(query.text).get(...query.values) ?? null;
}

function selectSeqs(
  db: ReadDb,
  { filter, order, upToSeq }: ScanRequest,
  after: Place | null,
  last: Place | null,
): readonly number[] {
  const bounds = join(
    [
      beyond(order, after),
      upTo(order, last),
      sql`event.seq <= ${upToSeq}`,
      whereClause(filter, spanOf(order, after, last)),
    ],
    ' AND ',
    sql`TRUE`,
  );
  const query = sql`SELECT event.seq FROM event WHERE ${bounds} ORDER BY ${orderBy(order)}`;
  return db
    .prepare<unknown[], number>(query.text)
    .pluck()
    .all(...query.values);
}

/** The time that a window covers; null where the order is not by time. */
function spanOf(order: EventOrder, after: Place | null, last: Place | null): TimeSpan | null {
  const begin = after?.occurredAt ?? null;
  const end = last?.occurredAt ?? null;
  switch (order) {
    case 'newest':
      return { from: end, to: begin };
    case 'oldest':
      return { from: begin, to: end };
    case 'recorded':
      return null;
  }
}

/** The rows that follow a place in an order. */
function beyond(order: EventOrder, place: Place | null): Fragment {
  if (!place) return sql`TRUE`;
  switch (order) {
    case 'newest':
      return sql`(event.occurred_at, event.seq) < (${place.occurredAt}, ${place.seq})`;
    case 'oldest':
      return sql`(event.occurred_at, event.seq) > (${place.occurredAt}, ${place.seq})`;
    case 'recorded':
      return sql`event.seq < ${place.seq}`;
  }
}

/** The rows up to and including a place in an order. */
function upTo(order: EventOrder, place: Place | null): Fragment {
  if (!place) return sql`TRUE`;
  switch (order) {
    case 'newest':
      return sql`(event.occurred_at, event.seq) >= (${place.occurredAt}, ${place.seq})`;
    case 'oldest':
      return sql`(event.occurred_at, event.seq) <= (${place.occurredAt}, ${place.seq})`;
    case 'recorded':
      return sql`event.seq >= ${place.seq}`;
  }
}

function orderBy(order: EventOrder): Fragment {
  switch (order) {
    case 'newest':
      return sql`event.occurred_at DESC, event.seq DESC`;
    case 'oldest':
      return sql`event.occurred_at, event.seq`;
    case 'recorded':
      return sql`event.seq DESC`;
  }
}
