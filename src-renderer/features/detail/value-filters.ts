import type { StoredEvent } from '#shared/model/audit-event.ts';
import type { FilterField } from '#shared/model/event-filter.ts';
import { LIMITS } from '#shared/model/limits.ts';

/** A condition that a value can become. */
export interface ValueFilter {
  readonly field: FilterField;
  readonly value: string;
}

/**
 * How to find more events with a value out of the metadata: by the field of the event that says the
 * same, or by the text wherever it stands. Null if it cannot be asked for.
 */
export function filterOfValue(event: StoredEvent, value: unknown): ValueFilter | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value);
  if (text.trim() === '' || text.length > LIMITS.filterValue) return null;
  const same = FIELDS.find(([, read]) => read(event).includes(text));
  if (same) return { field: same[0], value: text };
  const target = event.targets.find(({ id, name }) => id === text || name === text);
  if (target) return { field: 'target', value: text };
  return { field: 'anywhere', value: text };
}

const FIELDS: readonly (readonly [FilterField, (event: StoredEvent) => readonly unknown[]])[] = [
  ['ip', ({ ip }) => [ip]],
  ['actor', ({ actorId, actorName }) => [actorId, actorName]],
  ['errorType', ({ errorType }) => [errorType]],
  ['correlation', ({ correlationId }) => [correlationId]],
  ['action', ({ action }) => [action]],
];
