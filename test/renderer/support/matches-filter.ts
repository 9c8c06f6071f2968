import type { EventDetail } from '#shared/model/audit-event.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { severitiesOf } from '#shared/model/event-filter.ts';

type Event = EventDetail['event'];
type Term = EventFilter['terms'][number];

/** What a filter means, written the plain way. */
export function matchesFilter(event: Event, filter: EventFilter): boolean {
  if (filter.from !== null && event.occurredAt < filter.from) return false;
  if (filter.to !== null && event.occurredAt >= filter.to) return false;
  return filter.terms.every((term) => matchesTerm(event, term) !== term.negated);
}

function matchesTerm(event: Event, { field, values }: Term): boolean {
  return values.some((value) => MATCHERS[field](event, value));
}

const MATCHERS: Readonly<Record<Term['field'], (event: Event, value: string) => boolean>> = {
  text: (event, value) => searchedText(event).includes(value.toLowerCase()),
  anywhere: (event, value) => JSON.stringify(event).toLowerCase().includes(value.toLowerCase()),
  category: (event, value) => event.category === value,
  action: (event, value) =>
    value.endsWith('*') ? event.action.startsWith(value.slice(0, -1)) : event.action === value,
  outcome: (event, value) => event.outcome === value,
  severity: (event, value) => severitiesOf(value).includes(event.severity),
  actor: (event, value) => event.actorId === value || event.actorName === value,
  target: (event, value) =>
    event.targets.some(
      ({ type, id, name }) => value === `${type}:${id}` || value === id || value === name,
    ),
  service: (event, value) =>
    event.targets.some(({ type, id }) => type === 'service' && id === value),
  source: (event, value) => event.source === value,
  intent: (event, value) => event.intent === value,
  error: (event, value) => value === yesNo(event.outcome === 'error' || event.errorType !== null),
  errorType: (event, value) => event.errorType === value,
  ip: (event, value) => event.ip === value,
  batch: (event, value) => event.batch === Number(value),
  correlation: (event, value) => event.correlationId === value,
  // Nobody has reviewed the events of the fake.
  flagged: (_event, value) => value === 'no',
  held: (_event, value) => value === 'no',
  noted: (_event, value) => value === 'no',
  reviewed: (_event, value) => value === 'no',
};

function yesNo(is: boolean): string {
  return is ? 'yes' : 'no';
}

function searchedText(event: Event): string {
  const { message, action, actorId, actorName, ip, errorType, errorMessage, targets, id } = event;
  return [message, action, actorId, actorName, ip, errorType, errorMessage, id]
    .concat(targets.flatMap((target) => [target.id, target.name]))
    .join('\n')
    .toLowerCase();
}
