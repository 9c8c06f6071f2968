import type { EventDetail } from '#shared/model/audit-event.ts';
import type { FacetField, Facets, FacetsRequest } from '#shared/model/facets.ts';
import type { Timeline, TimelineRequest } from '#shared/model/timeline.ts';
import { bucketEdges } from '#shared/time/bucket-edges.ts';
import { matchesFilter } from './matches-filter.ts';

type Event = EventDetail['event'];

/** Values of an event in the fields that the window counts; the rest have none here. */
const VALUES: Readonly<Partial<Record<FacetField, (event: Event) => readonly (string | null)[]>>> =
  {
    category: (event) => [event.category],
    action: (event) => [event.action],
    outcome: (event) => [event.outcome],
    severity: (event) => [event.severity],
    source: (event) => [event.source],
    actor: (event) => [event.actorId ?? event.actorName],
    service: ({ targets }) => targets.filter(({ type }) => type === 'service').map(({ id }) => id),
  };

/** Facets, counted the plain way. */
export function fakeFacets(
  events: readonly EventDetail[],
  { filter, fields, limit }: FacetsRequest,
): Facets {
  return {
    fields: fields.map((field) => {
      const terms = filter.terms.filter((term) => term.field !== field);
      const counts = new Map<string, number>();
      for (const { event } of events) {
        if (!matchesFilter(event, { ...filter, terms })) continue;
        for (const value of VALUES[field]?.(event) ?? []) {
          if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
        }
      }
      const values = [...counts].map(([value, count]) => ({ value, name: null, count }));
      const ordered = values.toSorted((one, other) => other.count - one.count);
      return { field, values: ordered.slice(0, limit), distinct: counts.size };
    }),
  };
}

/** A timeline, counted the plain way. */
export function fakeTimeline(
  events: readonly EventDetail[],
  { filter, by, buckets, timeZone }: TimelineRequest,
): Timeline {
  const matching = events.map(({ event }) => event).filter((event) => matchesFilter(event, filter));
  const times = matching.map(({ occurredAt }) => occurredAt);
  if (times.length === 0) return { buckets: [] };
  const from = filter.from ?? times.reduce((one, other) => Math.min(one, other));
  const to = filter.to === null ? times.reduce((a, b) => Math.max(a, b)) : filter.to - 1;
  const edges = bucketEdges({ from, to, atMost: buckets, timeZone });
  return {
    buckets: edges.slice(1).map((end, index) => {
      const start = edges[index] ?? end;
      const inside = matching.filter(
        (event) => event.occurredAt >= start && event.occurredAt < end,
      );
      const counts: Record<string, number> = {};
      for (const event of inside) counts[event[by]] = (counts[event[by]] ?? 0) + 1;
      return { start, end, total: inside.length, counts };
    }),
  };
}
