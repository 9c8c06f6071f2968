import type { StoredEvent } from '#shared/model/audit-event.ts';
import type { EventFilter, EventOrder, FilterTerm } from '#shared/model/event-filter.ts';
import { SEVERITIES } from '#shared/model/vocabulary.ts';

/**
 * Which events a filter means, in plain JavaScript over a list: the meaning that the SQL must have.
 */
export class FilterModel {
  readonly #events: readonly StoredEvent[];
  /** The name that each thing had last, by type and id. */
  readonly #names = new Map<string, string>();

  /** @param events all events of the store, in the order of recording */
  constructor(events: readonly StoredEvent[]) {
    this.#events = events;
    for (const { type, id, name } of events.flatMap((event) => event.targets)) {
      if (name !== null) this.#names.set(JSON.stringify([type, id]), name);
    }
  }

  /** The ids of the matching events in order. */
  ids(filter: EventFilter, order: EventOrder): string[] {
    const sign = order === 'oldest' ? 1 : -1;
    return this.#events
      .filter((event) => this.#matches(event, filter))
      .toSorted(
        (a, b) =>
          sign * ((order === 'recorded' ? 0 : a.occurredAt - b.occurredAt) || a.seq - b.seq),
      )
      .map(({ id }) => id);
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

/** ASCII needles fold ASCII letters only; others fold as JavaScript does. */
export function contains(text: string, needle: string): boolean {
  const fold = /[^\u{1}-\u{7F}]/u.test(needle) ? (s: string) => s.toLowerCase() : foldAscii;
  return fold(text).includes(fold(needle));
}

function foldAscii(text: string): string {
  return text.replaceAll(/[A-Z]/gu, (letter) => letter.toLowerCase());
}
