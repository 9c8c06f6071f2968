import { blankEvent } from '#shared/model/audit-event.ts';
import type { NewEvent } from '#shared/model/audit-event.ts';
import type { ImportedEvent } from '../../src-main/store/store-api.ts';

/** 2026-03-04T05:06:07.089Z, when events of tests happen unless they say otherwise. */
export const HAPPENED_AT = Date.UTC(2026, 2, 4, 5, 6, 7, 89);

/** An event that says something in the fields people look at; override what a test is about. */
export function makeEvent(overrides: Partial<NewEvent> = {}): NewEvent {
  return {
    ...blankEvent(HAPPENED_AT, 'user.login'),
    category: 'auth',
    outcome: 'success',
    actorId: 'u-1',
    actorName: 'Ada Admin',
    actorType: 'user',
    message: 'Ada Admin signed in',
    ...overrides,
  };
}

/** So many events, each with its number in the message and a millisecond after the one before. */
export function makeEvents(count: number, overrides: Partial<NewEvent> = {}): NewEvent[] {
  return Array.from({ length: count }, (_, index) =>
    makeEvent({ occurredAt: HAPPENED_AT + index, message: `event ${index + 1}`, ...overrides }),
  );
}

/** An event as an importer hands it in: with an id, and with the record it was made from. */
export function makeImported(
  id: string,
  raw = `{"id":"${id}"}`,
  overrides: Partial<NewEvent> = {},
): ImportedEvent {
  return { event: { ...makeEvent(overrides), id }, raw: Buffer.from(raw) };
}
