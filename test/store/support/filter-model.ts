import type { z } from 'zod';
import type { StoredEvent } from '#shared/model/audit-event.ts';
import type { EventFilter, EventOrder, FilterTerm } from '#shared/model/event-filter.ts';
import type { FacetField } from '#shared/model/facets.ts';
import { SEVERITIES } from '#shared/model/vocabulary.ts';
import { fold } from '#shared/text/fold.ts';

/** What people added beside events, and the originals of those that were imported. */
export interface ModelExtras {
  readonly flagged: ReadonlySet<number>;
  readonly noted: ReadonlySet<number>;
  readonly held: ReadonlySet<number>;
  readonly raws: ReadonlyMap<number, string>;
  /** Where the review mark stands; nowhere without it. */
  readonly reviewedUpTo?: number;
}

/** What Annals calls the events that tell of acts of review. */
const REVIEW_ACTS: ReadonlySet<string> = new Set([
  'flag',
  'note',
  'hold',
  'hold.release',
  'review.mark',
]);

const NO_EXTRAS: ModelExtras = {
  flagged: new Set(),
  noted: new Set(),
  held: new Set(),
  raws: new Map(),
};

/**
 * Which events a filter means, in plain JavaScript over a list: the meaning that the SQL must have.
 */
export class FilterModel {
  readonly #events: readonly StoredEvent[];
  readonly #extras: ModelExtras;
  /** The name that each thing had last, by type and id. */
  readonly #names = new Map<string, string>();

  /** @param events all events of the store, in the order of recording */
  constructor(events: readonly StoredEvent[], extras: ModelExtras = NO_EXTRAS) {
    this.#events = events;
    this.#extras = extras;
    for (const { type, id, name } of events.flatMap((event) => event.targets)) {
      if (name !== null) this.#names.set(JSON.stringify([type, id]), name);
    }
  }

  /** The matching events in order. */
  matching(filter: EventFilter, order: EventOrder): StoredEvent[] {
    const sign = order === 'oldest' ? 1 : -1;
    return this.#events
      .filter((event) => this.#matches(event, filter))
      .toSorted(
        (a, b) =>
          sign * ((order === 'recorded' ? 0 : a.occurredAt - b.occurredAt) || a.seq - b.seq),
      );
  }

  /** The ids of the matching events in order. */
  ids(filter: EventFilter, order: EventOrder): string[] {
    return this.matching(filter, order).map(({ id }) => id);
  }

  /** The values of an event that a facet counts, each once. */
  facetValues(event: StoredEvent, field: FacetField): string[] {
    switch (field) {
      case 'actor':
        return known(event.actorId ?? event.actorName);
      case 'target':
        return [...new Set(event.targets.map(({ type, id }) => `${type}:${id}`))];
      case 'service':
        return [
          ...new Set(event.targets.flatMap(({ type, id }) => (type === 'service' ? [id] : []))),
        ];
      case 'batch':
        return known(event.batch === null ? null : String(event.batch));
      case 'error':
      case 'flagged':
      case 'held':
      case 'noted':
        return [this.#hasValue(event, field, 'yes') ? 'yes' : 'no'];
      case 'category':
      case 'action':
      case 'outcome':
      case 'severity':
      case 'source':
      case 'intent':
      case 'errorType':
      case 'ip':
        return known(event[field]);
    }
  }

  #matches(event: StoredEvent, { from, to, terms }: EventFilter): boolean {
    if (from !== null && event.occurredAt < from) return false;
    if (to !== null && event.occurredAt >= to) return false;
    return terms.every(
      // SQLite takes half a pair for U+FFFD, in what is stored as in what is asked for.
      ({ field, values, negated }) =>
        values.some((value) => this.#hasValue(event, field, value.toWellFormed())) !== negated,
    );
  }

  #hasValue(event: StoredEvent, field: FilterTerm['field'], value: string): boolean {
    switch (field) {
      case 'text':
        return searchedTexts(event).some((text) => contains(text, value));
      case 'anywhere':
        return this.#allTexts(event).some((text) => contains(text, value));
      case 'error':
        return isYes(value, event.outcome === 'error' || event.errorType !== null);
      case 'flagged':
      case 'held':
      case 'noted':
        return isYes(value, this.#extras[field].has(event.seq));
      case 'reviewed':
        return isYes(
          value,
          event.seq <= (this.#extras.reviewedUpTo ?? 0) || REVIEW_ACTS.has(event.action),
        );
      case 'correlation':
        return event.correlationId === value;
      case 'action':
        return value.endsWith('*')
          ? event.action.startsWith(value.slice(0, -1))
          : event.action === value;
      case 'severity':
        return value.startsWith('>=')
          ? SEVERITIES.indexOf(event.severity) >= SEVERITIES.findIndex((s) => s === value.slice(2))
          : event.severity === value;
      case 'actor':
        return event.actorId === value || event.actorName === value;
      case 'target':
        return event.targets.some(
          ({ type, id }) =>
            `${type}:${id}` === value || id === value || this.#nameOf(type, id) === value,
        );
      case 'service':
        return event.targets.some(
          ({ type, id }) =>
            type === 'service' && (id === value || this.#nameOf(type, id) === value),
        );
      case 'batch':
        return event.batch === Number(value);
      case 'category':
      case 'outcome':
      case 'source':
      case 'intent':
      case 'errorType':
      case 'ip':
        return event[field] === value;
    }
  }

  /** Every text that is kept of an event. */
  #allTexts(event: StoredEvent): string[] {
    const { category, outcome, source, actorType, intent, userAgent, stackTrace } = event;
    return [
      ...searchedTexts(event),
      ...[category, outcome, source, actorType, intent, userAgent, stackTrace].flatMap(known),
      ...textsOf(event.targets.map(({ type, id, name }) => [type, id, name])),
      ...textsOf(event.metadata),
      ...textsOf(event.changes && Object.values(event.changes)),
      ...known(this.#extras.raws.get(event.seq) ?? null),
    ];
  }

  #nameOf(type: string, id: string): string | undefined {
    return this.#names.get(JSON.stringify([type, id]));
  }
}

function searchedTexts(event: StoredEvent): string[] {
  const { message, action, actorName, actorId, id, ip, host } = event;
  const { errorType, errorMessage, sessionId, correlationId } = event;
  return [
    message,
    action,
    actorName,
    actorId,
    id,
    ip,
    host,
    errorType,
    errorMessage,
    sessionId,
    correlationId,
    ...event.targets.flatMap((target) => [target.id, target.name]),
  ].filter((text) => text !== null);
}

/** True if a text holds another, upper or lower case. */
function contains(text: string, needle: string): boolean {
  return fold(text).includes(fold(needle));
}

function isYes(value: string, isTrue: boolean): boolean {
  return value === (isTrue ? 'yes' : 'no');
}

function known(text: string | null): string[] {
  return text === null ? [] : [text];
}

/** Keys, texts, numbers and booleans of a JSON value, at whatever depth. */
function textsOf(value: z.core.util.JSONType): string[] {
  if (value === null) return [];
  if (typeof value !== 'object') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsOf(each)]);
}
