import type { ErrorGroup } from '#shared/model/error-group.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { eventsBySeq } from './event-reads.ts';
import { headOf, scanRows } from './scan.ts';
import { TopList, compareTexts } from './top-list.ts';

/** The errors of one type, before the newest of them is read. */
interface CountedErrors {
  count: number;
  readonly lastSeen: number;
  readonly latestSeq: number;
  firstSeen: number;
}

/** Errors by type, null for those that carry none; newest first within each. */
export type ErrorCounts = Map<string | null, CountedErrors>;

/** Adds an event; events come newest first. */
export function countError(
  counts: ErrorCounts,
  errorType: string | null,
  occurredAt: number,
  seq: number,
): void {
  const group = counts.get(errorType);
  if (group) {
    group.count += 1;
    group.firstSeen = occurredAt;
  } else {
    counts.set(errorType, {
      count: 1,
      firstSeen: occurredAt,
      lastSeen: occurredAt,
      latestSeq: seq,
    });
  }
}

/** Counts errors from the rows themselves, where there is no lens to ask. */
export function* sqlErrorCounts(db: ReadDb, filter: EventFilter): Sliced<ErrorCounts> {
  const counts: ErrorCounts = new Map();
  const request = { filter, order: 'newest', after: null, upToSeq: headOf(db).seq } as const;
  for (const rows of scanRows<{ errorType: string | null; occurredAt: number; seq: number }>(
    db,
    request,
    'event.error_type AS errorType, event.occurred_at AS occurredAt, event.seq',
  )) {
    for (const { errorType, occurredAt, seq } of rows) {
      countError(counts, errorType, occurredAt, seq);
    }
    yield;
  }
  return counts;
}

/** The most frequent groups, each with the newest of its errors. */
export function rankErrors(db: ReadDb, counts: ErrorCounts, limit: number): ErrorGroup[] {
  const top = new TopList<string | null>(limit, compareTypes);
  for (const [errorType, { count }] of counts) top.offer(count, errorType);
  return top.values.flatMap(({ value: errorType }) => {
    const group = counts.get(errorType);
    if (!group) return [];
    const { count, firstSeen, lastSeen, latestSeq } = group;
    return eventsBySeq(db, [latestSeq]).map((latest) => ({
      errorType,
      count,
      firstSeen,
      lastSeen,
      latest,
    }));
  });
}

/** Those without a type first: an empty one is a type. */
function compareTypes(a: string | null, b: string | null): number {
  return a === null ? -1 : b === null ? 1 : compareTexts(a, b);
}
