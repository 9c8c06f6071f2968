import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import { isEverything } from '#shared/model/event-filter.ts';
import type { ReadDb } from '../sql/connection.ts';
import { join, sql } from '../sql/fragment.ts';
import type { Fragment } from '../sql/fragment.ts';
import type { Sliced } from '../store-api.ts';
import { driverOf, inRange } from './driver.ts';
import type { Driver, Stream } from './driver.ts';
import { rowCandidates } from './row-candidates.ts';
import { heldFilters, whereClause } from './where-clause.ts';
import type { TimeSpan, WhereContext } from './where-clause.ts';

/**
 * Walks the matching events in order, a bounded number of events at a time, because a running
 * statement cannot be interrupted. A window is a stretch of the order: so many entries of an index
 * that holds all matching events, matching or not; its size follows from how long the one before
 * took.
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
  /** Only these of the matching events; all of them without it. */
  readonly among?: readonly number[] | null;
}

const FIRST_WINDOW_EVENTS = 256;
const MIN_WINDOW_EVENTS = 64;
const MAX_WINDOW_EVENTS = 262_144;
/** A slice that takes longer gets a smaller successor; one that takes half as long, a larger. */
const SLICE_MS = 8;

/** Yields the seq numbers of the matching events, window by window, possibly none. */
export function* scan(db: ReadDb, request: ScanRequest): Generator<readonly number[]> {
  for (const rows of scanRows<{ readonly seq: number }>(db, request, 'event.seq')) {
    yield rows.map(({ seq }) => seq);
  }
}

/** Yields where the matching events stand, window by window, possibly none. */
export function scanPlaces(db: ReadDb, request: ScanRequest): Generator<readonly Place[]> {
  return scanRows<Place>(db, request, 'event.occurred_at AS occurredAt, event.seq');
}

/**
 * Yields some columns of the matching events, window by window, possibly none. It holds no
 * statement open between windows.
 * @param columns SQL over `event`, a constant of the program
 * @param mostEvents a window has at most so many entries, and so many rows are in memory at once
 */
export function* scanRows<Row>(
  db: ReadDb,
  request: ScanRequest,
  columns: string,
  mostEvents = MAX_WINDOW_EVENTS,
): Generator<readonly Row[]> {
  const held = heldFilters(db, request.filter);
  const candidates =
    (request.among && [...new Set(request.among)].filter((seq) => seq <= request.upToSeq)) ??
    rowCandidates(db, request.filter.terms, headOf(db).retained, request.upToSeq);
  if (candidates) {
    yield* selectCandidates<Row>(db, request, columns, held, candidates);
    return;
  }
  const driver = driverOf(db, request);
  let after = request.after;
  let windowEvents = FIRST_WINDOW_EVENTS;
  for (;;) {
    const startedAt = performance.now();
    const last =
      request.order === 'recorded'
        ? seqEnd(request, after, windowEvents)
        : windowEnd(db, request, driver.streams, after, windowEvents);
    // The columns are the caller's own, and so is the type of their rows.
    yield selectRows(db, request, columns, held, driver, after, last) as readonly Row[];
    if (!last) return;
    after = last;
    const took = performance.now() - startedAt;
    if (took > SLICE_MS) windowEvents = Math.max(MIN_WINDOW_EVENTS, windowEvents >> 1);
    else if (took < SLICE_MS / 2) windowEvents = Math.min(mostEvents, windowEvents << 1);
  }
}

/** Candidates asked about in one statement. */
const CANDIDATES_AT_ONCE = 1_000;

/** Yields the matching ones of some events, all of them at the end: only then is their order known. */
function* selectCandidates<Row>(
  db: ReadDb,
  { filter, order, after }: ScanRequest,
  columns: string,
  held: WhereContext['held'],
  candidates: readonly number[],
): Generator<readonly Row[]> {
  const found: { readonly row: Row; readonly place: Place }[] = [];
  const condition = join(
    [beyond(order, after), whereClause(filter, { span: null, held })],
    ' AND ',
    sql`TRUE`,
  );
  for (let start = 0; start < candidates.length; start += CANDIDATES_AT_ONCE) {
    const part = JSON.stringify(candidates.slice(start, start + CANDIDATES_AT_ONCE));
    const query = sql`SELECT event.occurred_at AS placeAt, event.seq AS placeSeq,
        ${{ text: columns, values: [] }}
      FROM event WHERE event.seq IN (SELECT value FROM json_each(${part})) AND ${condition}`;
    for (const row of db
      .prepare<unknown[], Row & { readonly placeAt: number; readonly placeSeq: number }>(query.text)
      .all(...query.values)) {
      found.push({ row, place: { occurredAt: row.placeAt, seq: row.placeSeq } });
    }
    yield [];
  }
  yield found
    .toSorted((a, b) => (comesBefore(order, a.place, b.place) ? -1 : 1))
    .map(({ row }) => row);
}

/** Number of matching events, or of some of them. */
export function* countMatches(
  db: ReadDb,
  filter: EventFilter,
  among: readonly number[] | null = null,
): Sliced<number> {
  const { seq, retained } = headOf(db);
  if (isEverything(filter) && !among) return retained;
  let total = 0;
  for (const seqs of scan(db, { filter, order: 'newest', after: null, upToSeq: seq, among })) {
    total += seqs.length;
    yield;
  }
  return total;
}

/** How far the trail goes, how many events it holds, and how many are gone. */
export function headOf(db: ReadDb): {
  readonly seq: number;
  readonly retained: number;
  readonly pruned: number;
} {
  const head = db.prepare<[], { seq: number; retained: number; pruned: number }>(
    'SELECT seq, retained, pruned FROM head',
  );
  return head.get() ?? { seq: 0, retained: 0, pruned: 0 };
}

/** Where an event stands in the order by time. */
export function placeOf(db: ReadDb, seq: number): Place | null {
  const statement = db.prepare<[number], Place>(
    'SELECT occurred_at AS occurredAt, seq FROM event WHERE seq = ?',
  );
  return statement.get(seq) ?? null;
}

/** The last event of a window in the order of recording; numbers have no gaps to speak of. */
function seqEnd({ upToSeq }: ScanRequest, after: Place | null, events: number): Place | null {
  const seq = (after?.seq ?? upToSeq + 1) - events;
  return seq > 1 ? { occurredAt: 0, seq } : null;
}

/**
 * Where a window ends: no stream has more than so many entries in it. Null if no stream has more
 * than that left.
 */
function windowEnd(
  db: ReadDb,
  { filter, order }: ScanRequest,
  streams: readonly Stream[],
  after: Place | null,
  events: number,
): Place | null {
  const bounds = sql`${beyond(order, after)} AND ${inRange(filter)}`;
  let end: Place | null = null;
  for (const { from, where } of streams) {
    const query = sql`SELECT event.occurred_at AS occurredAt, event.seq FROM ${from}
      WHERE ${where} AND ${bounds}
      ORDER BY ${orderBy(order, 'event')} LIMIT 1 OFFSET ${events - 1}`;
    const place = db.prepare<unknown[], Place>(query.text).get(...query.values);
    if (place && (!end || comesBefore(order, place, end))) end = place;
  }
  return end;
}

/** True if a place comes before another in an order. */
export function comesBefore(order: EventOrder, a: Place, b: Place): boolean {
  switch (order) {
    case 'newest':
      return (a.occurredAt - b.occurredAt || a.seq - b.seq) > 0;
    case 'oldest':
      return (a.occurredAt - b.occurredAt || a.seq - b.seq) < 0;
    case 'recorded':
      return a.seq > b.seq;
  }
}

function selectRows(
  db: ReadDb,
  { filter, order, upToSeq }: ScanRequest,
  columns: string,
  held: WhereContext['held'],
  { streams, rest, isAll }: Driver,
  after: Place | null,
  last: Place | null,
): readonly unknown[] {
  if (streams.length === 0) return [];
  const window = sql`${beyond(order, after)} AND ${upTo(order, last)} AND event.seq <= ${upToSeq}`;
  const where = whereClause(rest, { span: isAll ? spanOf(order, after, last) : null, held });
  const selected: Fragment = { text: columns, values: [] };
  const query = isAll
    ? sql`SELECT ${selected} FROM ${allEvents(order)}
        WHERE ${window} AND ${where} ORDER BY ${orderBy(order, 'event')}`
    : sql`SELECT ${selected} FROM ${streamed(streams, sql`${window} AND ${inRange(filter)}`)} AS driven
        CROSS JOIN event ON event.seq = driven.seq
        WHERE ${where} ORDER BY ${orderBy(order, 'driven')}`;
  return db.prepare(query.text).all(...query.values);
}

/** Another index would read the events that have some value at all times, and sort them. */
function allEvents(order: EventOrder): Fragment {
  return order === 'recorded' ? sql`event` : sql`event INDEXED BY event_by_time`;
}

/** The entries of streams within a window: the driving side of the join, which SQLite keeps so. */
function streamed(streams: readonly Stream[], window: Fragment): Fragment {
  const selects = streams.map(
    ({ from, where }) =>
      sql`SELECT event.occurred_at, event.seq FROM ${from} WHERE ${where} AND ${window}`,
  );
  const text = selects.map((select) => select.text).join(' UNION ');
  return { text: `(${text})`, values: selects.flatMap((select) => select.values) };
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

function orderBy(order: EventOrder, table: 'event' | 'driven'): Fragment {
  const text = {
    newest: `${table}.occurred_at DESC, ${table}.seq DESC`,
    oldest: `${table}.occurred_at, ${table}.seq`,
    recorded: `${table}.seq DESC`,
  }[order];
  return { text, values: [] };
}
