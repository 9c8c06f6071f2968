import { formatIsoTime } from '../time/iso-time.ts';
import type { StoredEvent } from './audit-event.ts';

/** A stored event as the command line and exports print it: times in ISO 8601. */
export type EventJson = Omit<StoredEvent, 'occurredAt' | 'recordedAt'> & {
  readonly occurredAt: string;
  readonly recordedAt: string;
};

/** The public JSON form of an event (docs/events.md). */
export function toEventJson(event: StoredEvent): EventJson {
  return {
    ...event,
    occurredAt: formatIsoTime(event.occurredAt),
    recordedAt: formatIsoTime(event.recordedAt),
  };
}
