import { AnnalsError } from '#shared/ipc/failure.ts';
import type { EventSummary, EventTarget } from '#shared/model/audit-event.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import type { RelatedEvents } from '#shared/model/related.ts';
import type { ReadDb } from '../sql/connection.ts';
import { sql } from '../sql/fragment.ts';
import type { Fragment } from '../sql/fragment.ts';
import type { Sliced } from '../store-api.ts';
import { summariesBySeq } from './event-reads.ts';
import { headOf, scan } from './scan.ts';
import type { ScanRequest } from './scan.ts';

/** What belongs together by a correlation id happens within a day. */
const CORRELATED_MS = 86_400_000;

interface AnchorRow {
  readonly seq: number;
  readonly occurredAt: number;
  readonly targets: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly correlationId: string | null;
}

/**
 * What stands around one event: each list is one step in an index.
 * @throws AnnalsError NOT_FOUND
 */
export function* readRelated(
  db: ReadDb,
  { seq, limit }: { readonly seq: number; readonly limit: number },
): Sliced<RelatedEvents> {
  const anchor = db
    .prepare<[number], AnchorRow>(
      `SELECT seq, occurred_at AS occurredAt, targets, actor_id AS actorId,
         actor_name AS actorName, correlation_id AS correlationId FROM event WHERE seq = ?`,
    )
    .get(seq);
  if (!anchor) throw new AnnalsError('NOT_FOUND', `There is no event with number ${seq}.`, '');
  const all = sql`event WHERE TRUE`;
  const [newer = null] = around(db, all, anchor, 'newer', 1);
  const [older = null] = around(db, all, anchor, 'older', 1);
  yield;
  const sameTarget = targetHistory(db, anchor, limit);
  yield;
  const sameActor = actorHistory(db, anchor, limit);
  yield;
  const sameCorrelation = yield* correlated(db, anchor, limit);
  return { newer, older, sameTarget, sameActor, sameCorrelation };
}

/** The nearest events on one side of an event, from a source in order of time; newest first. */
function around(
  db: ReadDb,
  source: Fragment,
  { occurredAt, seq }: AnchorRow,
  side: 'newer' | 'older',
  limit: number,
): EventSummary[] {
  const place = sql`(${occurredAt}, ${seq})`;
  const query =
    side === 'newer'
      ? sql`SELECT event.seq FROM ${source} AND (event.occurred_at, event.seq) > ${place}
          ORDER BY event.occurred_at, event.seq LIMIT ${limit}`
      : sql`SELECT event.seq FROM ${source} AND (event.occurred_at, event.seq) < ${place}
          ORDER BY event.occurred_at DESC, event.seq DESC LIMIT ${limit}`;
  const seqs = db
    .prepare<unknown[], number>(query.text)
    .pluck()
    .all(...query.values);
  return summaries(db, side === 'newer' ? seqs.toReversed() : seqs);
}

function targetHistory(db: ReadDb, anchor: AnchorRow, limit: number): RelatedEvents['sameTarget'] {
  const [first] = JSON.parse(anchor.targets) as [string, string, string | null][];
  if (!first) return null;
  const [type, id, name] = first;
  const target: EventTarget = { type, id, name };
  const seqs = db
    .prepare<[string, string, number], number>(
      `SELECT seq FROM event_target
       WHERE entity = (SELECT id FROM entity WHERE type = ? AND key = ?)
       ORDER BY occurred_at DESC, seq DESC LIMIT ?`,
    )
    .pluck()
    .all(type, id, limit);
  return { target, events: summaries(db, seqs) };
}

function actorHistory(db: ReadDb, anchor: AnchorRow, limit: number): EventSummary[] {
  const { actorId, actorName } = anchor;
  if (actorId === null && actorName === null) return [];
  const source =
    actorId === null
      ? sql`event WHERE event.actor_name = ${actorName}`
      : sql`event WHERE event.actor_id = ${actorId}`;
  const half = Math.floor((limit - 1) / 2);
  const later = around(db, source, anchor, 'newer', half);
  const own = summaries(db, [anchor.seq]);
  return [...later, ...own, ...around(db, source, anchor, 'older', limit - 1 - later.length)];
}

function* correlated(db: ReadDb, anchor: AnchorRow, limit: number): Sliced<EventSummary[]> {
  const { correlationId, occurredAt } = anchor;
  if (correlationId === null || correlationId === '') return [];
  const filter: EventFilter = {
    from: occurredAt - CORRELATED_MS,
    to: occurredAt + CORRELATED_MS,
    terms: [{ field: 'correlation', values: [correlationId], negated: false }],
  };
  const request = { filter, after: anchor, upToSeq: headOf(db).seq };
  const half = Math.floor((limit - 1) / 2);
  const later = yield* firstOf(db, { ...request, order: 'oldest' }, half);
  const older = yield* firstOf(db, { ...request, order: 'newest' }, limit - 1 - later.length);
  return summaries(db, [...later.toReversed(), anchor.seq, ...older]);
}

/** The first events of a scan, at most so many. */
function* firstOf(db: ReadDb, request: ScanRequest, limit: number): Sliced<readonly number[]> {
  const found: number[] = [];
  if (limit === 0) return found;
  for (const seqs of scan(db, request)) {
    found.push(...seqs.slice(0, limit - found.length));
    if (found.length === limit) break;
    yield;
  }
  return found;
}

function summaries(db: ReadDb, seqs: readonly number[]): EventSummary[] {
  return summariesBySeq(db, seqs).filter((row) => row !== null);
}
