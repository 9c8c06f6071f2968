import { blankEvent } from '#shared/model/audit-event.ts';
import type { EventDetail } from '#shared/model/audit-event.ts';

type Event = EventDetail['event'];

/** An event with a number, everything else as little as possible. */
export function makeDetail(seq: number, fields: Partial<Event> = {}): EventDetail {
  const occurredAt = Date.UTC(2026, 0, 1) + seq * 1_000;
  return {
    event: {
      ...blankEvent(occurredAt, 'user.login'),
      seq,
      id: `al_${seq}`,
      recordedAt: occurredAt,
      message: `Event ${seq}`,
      outcome: 'success',
      batch: null,
      hash: '0'.repeat(64),
      ...fields,
    },
    raw: null,
    importedFrom: null,
  };
}

/** Events 1 to `count`. */
export function makeDetails(count: number): EventDetail[] {
  return Array.from({ length: count }, (_, index) => makeDetail(index + 1));
}
