import type { EventSummary, StoredEvent } from '#shared/model/audit-event.ts';
import type { RelatedEvents } from '#shared/model/related.ts';
import { targetTerm, termFor } from '../../state/target-terms.ts';
import type { FilterTerm } from '../../state/filter-terms.ts';

/** Events that have something in common with one. */
export interface RelatedList {
  readonly id: 'target' | 'actor' | 'correlation';
  readonly title: string;
  /** What they have in common, in full. */
  readonly about: string;
  readonly events: readonly EventSummary[];
  /** What shows all of them in the history; null if that cannot be asked for. */
  readonly term: FilterTerm | null;
}

/** The lists that have more to say than the event itself, in the order in which they are asked for. */
export function relatedLists(
  event: StoredEvent,
  { sameTarget, sameActor, sameCorrelation }: RelatedEvents,
): readonly RelatedList[] {
  const actor = event.actorId ?? event.actorName ?? '';
  const lists: readonly (RelatedList | null)[] = [
    sameTarget && {
      id: 'target',
      title: 'Same target',
      about: `Newest events of ${sameTarget.target.name ?? sameTarget.target.id}`,
      events: sameTarget.events,
      term: targetTerm(sameTarget.target.type, sameTarget.target.id),
    },
    {
      id: 'actor',
      title: 'Same actor',
      about: `What ${event.actorName ?? actor} did before and after`,
      events: sameActor,
      term: termFor('actor', actor),
    },
    {
      id: 'correlation',
      title: 'Same correlation',
      about: `Events with ${event.correlationId ?? ''}`,
      events: sameCorrelation,
      term: termFor('correlation', event.correlationId ?? ''),
    },
  ];
  return lists
    .filter((list) => list !== null)
    .filter(({ events }) => events.some(({ seq }) => seq !== event.seq));
}
