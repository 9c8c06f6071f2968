import { severitiesOf } from '#shared/model/event-filter.ts';
import type {
  EventFilter,
  EventOrder,
  FilterField,
  FilterTerm,
} from '#shared/model/event-filter.ts';
import { SYSLOG_SEVERITY } from '#shared/model/vocabulary.ts';
import type { ReadDb } from '../sql/connection.ts';
import { join, sql } from '../sql/fragment.ts';
import type { Fragment } from '../sql/fragment.ts';
import { namedEntities, targetEntities } from './where-clause.ts';

/**
 * Chooses along which index a scan walks. Each stream is one stretch of an index whose entries
 * come in order of time, each event once; together the streams have exactly the events that match
 * one term of the filter. Where few events have a value, walking its stream finds them without
 * passing all the others.
 */

/** `FROM …` with an alias `event` that has occurred_at and seq, and a condition on it. */
export interface Stream {
  readonly from: Fragment;
  readonly where: Fragment;
}

export interface Driver {
  readonly streams: readonly Stream[];
  /** What the events of the streams have still to be asked. */
  readonly rest: EventFilter;
  /** True if the streams are all events, in order of time. */
  readonly isAll: boolean;
}

/** More streams than this are not worth merging. */
const MOST_STREAMS = 48;
/** Entries counted of a term before it is taken for a common one. */
const COUNTED_ENTRIES = 4_096;
const MOST_COMMON_STREAMS = 4;

/** The streams to walk for the events of a filter: those of its rarest term. */
export function driverOf(
  db: ReadDb,
  { filter, order }: { readonly filter: EventFilter; readonly order: EventOrder },
): Driver {
  let best: Driver = {
    streams: [{ from: sql`event`, where: sql`TRUE` }],
    rest: filter,
    isAll: true,
  };
  if (order === 'recorded') return best;
  let fewest = Number.POSITIVE_INFINITY;
  for (const term of filter.terms) {
    const streams = streamsOf(db, term);
    if (!streams) continue;
    const entries = countEntries(db, streams, filter);
    // Streams of common values are merged window by window: many of them cost more than they save.
    if (entries >= COUNTED_ENTRIES && streams.length > MOST_COMMON_STREAMS) continue;
    if (entries >= fewest) continue;
    fewest = entries;
    const rest = { ...filter, terms: filter.terms.filter((other) => other !== term) };
    best = { streams, rest, isAll: false };
  }
  return best;
}

/** Null if no index serves the term, or too many streams would have to be merged. */
function streamsOf(db: ReadDb, term: FilterTerm): readonly Stream[] | null {
  if (term.negated) return null;
  const streams = STREAMS[term.field]?.([...new Set(term.values)], db) ?? null;
  return streams && streams.length <= MOST_STREAMS ? streams : null;
}

/** An event may have several notes, and comes once. */
const isFirstNote = sql`NOT EXISTS
  (SELECT 1 FROM note AS other WHERE other.seq = event.seq AND other.id < event.id)`;

type StreamsOf = (values: readonly string[], db: ReadDb) => readonly Stream[] | null;

const STREAMS: Readonly<Partial<Record<FilterField, StreamsOf>>> = {
  category: (values) => values.map((value) => events(sql`event.category = ${value}`)),
  action: (values, db) =>
    values
      .flatMap((value) => (value.endsWith('*') ? actionsWith(db, value.slice(0, -1)) : [value]))
      .map((action) => events(sql`event.action = ${action}`)),
  outcome: (values) =>
    values.includes('success')
      ? null
      : values.map((value) => events(sql`event.outcome = ${value} AND event.outcome <> 'success'`)),
  severity: (values) => {
    const numbers = values.flatMap(severitiesOf).map((name) => SYSLOG_SEVERITY[name]);
    return numbers.some((number) => number > 4)
      ? null
      : [...new Set(numbers)].map((number) =>
          events(sql`event.severity = ${number} AND event.severity <= 4`),
        );
  },
  actor: (values) =>
    values.flatMap((value) => [
      events(sql`event.actor_id = ${value}`),
      events(sql`event.actor_name = ${value}`),
    ]),
  target: (values, db) => values.flatMap((value) => touching(db, targetEntities(value))),
  service: (values, db) => values.flatMap((value) => touching(db, namedEntities('service', value))),
  errorType: (values) => values.map((value) => events(sql`event.error_type = ${value}`)),
  batch: (values) => values.map((value) => events(sql`event.batch = ${Number(value)}`)),
  flagged: (values) =>
    values.includes('no') ? null : [{ from: sql`flag AS event`, where: sql`TRUE` }],
  noted: (values) =>
    values.includes('no') ? null : [{ from: sql`note AS event`, where: isFirstNote }],
};

function events(where: Fragment): Stream {
  return { from: sql`event`, where };
}

function touching(db: ReadDb, entities: Fragment): readonly Stream[] {
  return db
    .prepare<unknown[], number>(`${entities.text} LIMIT ${MOST_STREAMS + 1}`)
    .pluck()
    .all(...entities.values)
    .map((entity) => ({ from: sql`event_target AS event`, where: sql`event.entity = ${entity}` }));
}

/** The actions that begin with a prefix: one step in the index of actions for each. */
function actionsWith(db: ReadDb, prefix: string): readonly string[] {
  const next = db
    .prepare<[string, string], string | null>(
      'SELECT min(action) FROM event WHERE action > ? AND action < ?',
    )
    .pluck();
  const first = db
    .prepare<[string], string>('SELECT action FROM event WHERE action = ? LIMIT 1')
    .pluck()
    .get(prefix);
  const found = first === undefined ? [] : [first];
  const end = `${prefix}\u{10FFFF}`;
  for (let last = prefix; found.length <= MOST_STREAMS;) {
    const action = next.get(last, end) ?? null;
    if (action === null) break;
    found.push(action);
    last = action;
  }
  return found;
}

function countEntries(db: ReadDb, streams: readonly Stream[], filter: EventFilter): number {
  let entries = 0;
  for (const stream of streams) {
    const query = sql`SELECT count(*) FROM (SELECT 1 FROM ${stream.from}
      WHERE ${stream.where} AND ${inRange(filter)} LIMIT ${COUNTED_ENTRIES})`;
    entries += Number(
      db
        .prepare(query.text)
        .pluck()
        .get(...query.values),
    );
    if (entries >= COUNTED_ENTRIES) break;
  }
  return entries;
}

/** The time that a filter asks about, as a condition on the entries of a stream. */
export function inRange({ from, to }: EventFilter): Fragment {
  const bounds: Fragment[] = [];
  if (from !== null) bounds.push(sql`event.occurred_at >= ${from}`);
  if (to !== null) bounds.push(sql`event.occurred_at < ${to}`);
  return join(bounds, ' AND ', sql`TRUE`);
}
