import type { EventDetail, StoredEvent } from '#shared/model/audit-event.ts';
import { isAtLeast } from '#shared/model/role.ts';
import type { Role } from '#shared/model/role.ts';

/**
 * True for those who get stack traces and the originals of imported records: they tell how programs
 * are built, and what they were sent.
 */
export function seesTraces(role: Role | null): boolean {
  return role !== null && isAtLeast(role, 'auditor');
}

export function eventWithoutTrace(event: StoredEvent): StoredEvent {
  return { ...event, stackTrace: null };
}

export function detailWithoutTrace({ event, importedFrom }: EventDetail): EventDetail {
  return { event: eventWithoutTrace(event), raw: null, importedFrom };
}
