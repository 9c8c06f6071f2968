import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import type { Timeline, TimelineBucket, TimelineRequest } from '#shared/model/timeline.ts';
import { SEVERITIES, SYSLOG_SEVERITY } from '#shared/model/vocabulary.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { headOf, scanRows } from './scan.ts';
import { timelineEdges } from './timeline-edges.ts';

interface TimelineRow {
  readonly occurredAt: number;
  readonly outcome: string;
  readonly severity: number;
}

const COLUMNS = 'event.occurred_at AS occurredAt, event.outcome, event.severity';

/** Counts the timeline from the rows themselves, where there is no lens to ask. */
export function* sqlTimeline(
  db: ReadDb,
  { filter, by, buckets, timeZone }: TimelineRequest,
): Sliced<Timeline> {
  const upToSeq = headOf(db).seq;
  const first = yield* firstTime(db, filter, 'oldest', upToSeq);
  const last = yield* firstTime(db, filter, 'newest', upToSeq);
  const span = first === null || last === null ? null : { first, last };
  const edges = timelineEdges(filter, span, buckets, timeZone);
  const counted = Array.from(
    { length: Math.max(0, edges.length - 1) },
    (_, index): TimelineBucket => ({
      start: edges[index] ?? 0,
      end: edges[index + 1] ?? 0,
      total: 0,
      counts: {},
    }),
  );
  const request = { filter, order: 'oldest', after: null, upToSeq } as const;
  let at = 0;
  for (const rows of scanRows<TimelineRow>(db, request, COLUMNS)) {
    for (const row of rows) {
      while ((counted[at]?.end ?? Number.POSITIVE_INFINITY) <= row.occurredAt) at += 1;
      const bucket = counted[at];
      if (!bucket) continue;
      const word = by === 'outcome' ? row.outcome : severityOf(row.severity);
      bucket.total += 1;
      bucket.counts[word] = (bucket.counts[word] ?? 0) + 1;
    }
    yield;
  }
  return { buckets: counted };
}

function severityOf(number: number): string {
  return SEVERITIES.find((word) => SYSLOG_SEVERITY[word] === number) ?? 'debug';
}

function* firstTime(
  db: ReadDb,
  filter: EventFilter,
  order: EventOrder,
  upToSeq: number,
): Sliced<number | null> {
  const request = { filter, order, after: null, upToSeq };
  for (const rows of scanRows<{ occurredAt: number }>(
    db,
    request,
    'event.occurred_at AS occurredAt',
  )) {
    if (rows[0]) return rows[0].occurredAt;
    yield;
  }
  return null;
}
