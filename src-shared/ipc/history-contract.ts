import { z } from 'zod';
import { EpochMs, EventDetail, EventSummary } from '../model/audit-event.ts';
import { EntitiesRequest, EntityPage } from '../model/entity.ts';
import { EventFilter, EventOrder } from '../model/event-filter.ts';
import { Facets, FacetsRequest } from '../model/facets.ts';
import { RelatedEvents } from '../model/related.ts';
import { ShownTimeline, TimelineRequest } from '../model/timeline.ts';
import { LONG_READ_ERRORS, STORE_ERRORS } from './channel-spec.ts';
import type { ChannelSpec } from './channel-spec.ts';

/** Largest number of rows in one list of an answer. */
const MAX_ROWS = 500;

const Seq = z.int().positive();
const QueryId = z.string().regex(/^q\d{1,12}$/u);

/**
 * Looking at the trail. A result is fixed when it is opened; facets, timeline, neighbours and
 * entities are those of the moment they are asked for.
 */
export const historyContract = {
  /** Fixes the rows that match at this moment; later changes do not move them. */
  'history.open': {
    access: 'read',
    role: 'viewer',
    input: z.strictObject({ filter: EventFilter, order: EventOrder }),
    output: z.strictObject({
      queryId: QueryId,
      /** seq of the newest event that the result takes into account. */
      headSeq: z.int().nonnegative(),
      /** The first rows, at most one page, at once; the total follows by `history.total`. */
      rows: z.array(EventSummary),
    }),
    errors: LONG_READ_ERRORS,
  },
  /** How many rows the result has; answered when it has been counted. */
  'history.total': {
    access: 'read',
    role: 'viewer',
    input: z.strictObject({ queryId: QueryId }),
    output: z.strictObject({ total: z.int().nonnegative() }),
    errors: [...LONG_READ_ERRORS, 'STALE_QUERY'],
  },
  /** Rows [start, end) of a result; null for a row that is gone since. */
  'history.rows': {
    access: 'read',
    role: 'viewer',
    input: z
      .strictObject({
        queryId: QueryId,
        start: z.int().nonnegative(),
        end: z.int().positive(),
      })
      .refine((range) => range.end > range.start && range.end - range.start <= MAX_ROWS, {
        message: `start must be before end, at most ${MAX_ROWS} rows apart`,
      }),
    output: z.strictObject({ rows: z.array(EventSummary.nullable()) }),
    errors: [...LONG_READ_ERRORS, 'STALE_QUERY'],
  },
  /**
   * Where an event stands in a result, or the first row in its order that is not before a time;
   * null if there is no such row. A time is refused where the order is not by time.
   */
  'history.position': {
    access: 'read',
    role: 'viewer',
    input: z.strictObject({
      queryId: QueryId,
      at: z.union([z.strictObject({ seq: Seq }), z.strictObject({ time: EpochMs })]),
    }),
    output: z.strictObject({ position: z.int().nonnegative().nullable() }),
    errors: [...LONG_READ_ERRORS, 'STALE_QUERY'],
  },
  'history.facets': {
    access: 'read',
    role: 'viewer',
    input: FacetsRequest,
    output: Facets,
    errors: LONG_READ_ERRORS,
  },
  'history.timeline': {
    access: 'read',
    role: 'viewer',
    input: TimelineRequest.extend({
      /** Where the time range is open: only where nearly all events are, the others counted. */
      isCrowdOnly: z.boolean().default(false),
    }),
    output: ShownTimeline,
    errors: LONG_READ_ERRORS,
  },
  'history.detail': {
    access: 'read',
    role: 'viewer',
    input: z.strictObject({ seq: Seq }),
    output: EventDetail,
    errors: [...STORE_ERRORS, 'NOT_FOUND'],
  },
  /** What stands around one event. */
  'history.related': {
    access: 'read',
    role: 'viewer',
    input: z.strictObject({
      seq: Seq,
      /** Events in each list. */
      limit: z.int().min(1).max(MAX_ROWS),
    }),
    output: RelatedEvents,
    errors: [...LONG_READ_ERRORS, 'NOT_FOUND'],
  },
  /** What events touched. */
  'entity.list': {
    access: 'read',
    role: 'viewer',
    input: EntitiesRequest,
    output: EntityPage,
    errors: LONG_READ_ERRORS,
  },
} as const satisfies Record<string, ChannelSpec>;
