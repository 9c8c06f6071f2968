import type { EventSummary, EventTarget } from '#shared/model/audit-event.ts';
import type { Entity } from '#shared/model/entity.ts';
import type { ErrorGroup } from '#shared/model/error-group.ts';
import { toEventJson } from '#shared/model/event-json.ts';
import type { EventJson } from '#shared/model/event-json.ts';
import type { Facets } from '#shared/model/facets.ts';
import type { RelatedEvents } from '#shared/model/related.ts';
import type { EventReview } from '#shared/model/review.ts';
import type { Timeline, TimelineBucket } from '#shared/model/timeline.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';

/**
 * Answers as `--json` prints them (docs/cli.md): the models of the store, with times in ISO 8601.
 * Fields may be added, none renamed.
 */

export type WithIsoTimes<Model, Field extends keyof Model> = Omit<Model, Field> & {
  readonly [Name in Field]: null extends Model[Name] ? string | null : string;
};

interface FacetValueJson {
  readonly value: string;
  /** Of an actor or target that has a name beside its id. */
  readonly name?: string;
  readonly count: number;
}

interface FacetsJson {
  readonly fields: Readonly<Record<string, readonly FacetValueJson[]>>;
  /** Number of different values, those beyond the limit included. */
  readonly distinct: Readonly<Record<string, number>>;
}

export function facetsJson({ fields }: Facets): FacetsJson {
  return {
    fields: Object.fromEntries(
      fields.map(({ field, values }) => [
        field,
        values.map(({ value, name, count }) =>
          name === null ? { value, count } : { value, name, count },
        ),
      ]),
    ),
    distinct: Object.fromEntries(fields.map(({ field, distinct }) => [field, distinct])),
  };
}

export function timelineJson({ buckets }: Timeline): {
  readonly buckets: readonly WithIsoTimes<TimelineBucket, 'start' | 'end'>[];
} {
  return {
    buckets: buckets.map(({ start, end, total, counts }) => ({
      start: formatIsoTime(start),
      end: formatIsoTime(end),
      total,
      counts,
    })),
  };
}

type ErrorGroupJson = Omit<WithIsoTimes<ErrorGroup, 'firstSeen' | 'lastSeen'>, 'latest'> & {
  readonly latest: EventJson;
};

export function errorGroupJson(group: ErrorGroup): ErrorGroupJson {
  return {
    ...group,
    firstSeen: formatIsoTime(group.firstSeen),
    lastSeen: formatIsoTime(group.lastSeen),
    latest: toEventJson(group.latest),
  };
}

export function entityJson(entity: Entity): WithIsoTimes<Entity, 'firstSeen' | 'lastSeen'> {
  return {
    ...entity,
    firstSeen: isoOrNull(entity.firstSeen),
    lastSeen: isoOrNull(entity.lastSeen),
  };
}

type SummaryJson = WithIsoTimes<EventSummary, 'occurredAt'>;

interface RelatedJson {
  readonly newer: SummaryJson | null;
  readonly older: SummaryJson | null;
  readonly sameTarget: {
    readonly target: EventTarget;
    readonly events: readonly SummaryJson[];
  } | null;
  readonly sameActor: readonly SummaryJson[];
  readonly sameCorrelation: readonly SummaryJson[];
}

export function relatedJson(related: RelatedEvents): RelatedJson {
  const { newer, older, sameTarget, sameActor, sameCorrelation } = related;
  return {
    newer: newer && summaryJson(newer),
    older: older && summaryJson(older),
    sameTarget: sameTarget && { ...sameTarget, events: sameTarget.events.map(summaryJson) },
    sameActor: sameActor.map(summaryJson),
    sameCorrelation: sameCorrelation.map(summaryJson),
  };
}

function summaryJson(summary: EventSummary): SummaryJson {
  return { ...summary, occurredAt: formatIsoTime(summary.occurredAt) };
}

type Signed<Mark extends { readonly at: number | null }> = WithIsoTimes<Mark, 'at'>;

interface ReviewJson {
  readonly flag: Signed<NonNullable<EventReview['flag']>> | null;
  readonly notes: readonly Signed<EventReview['notes'][number]>[];
  readonly holds: readonly Signed<EventReview['holds'][number]>[];
}

export function reviewJson({ flag, notes, holds }: EventReview): ReviewJson {
  return { flag: flag && signed(flag), notes: notes.map(signed), holds: holds.map(signed) };
}

function signed<Mark extends { readonly at: number | null }>(mark: Mark): Signed<Mark> {
  return { ...mark, at: isoOrNull(mark.at) } as Signed<Mark>;
}

export function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : formatIsoTime(ms);
}
