import type { StoredEvent } from '#shared/model/audit-event.ts';
import { fold } from '#shared/text/fold.ts';

/** What text search means, in plain JavaScript over one event. */

/** The fields that `text` looks into, folded. */
export function namedTexts(event: StoredEvent): string[] {
  return folded([
    event.message,
    event.action,
    event.actorName,
    event.actorId,
    event.id,
    event.ip,
    event.host,
    event.errorType,
    event.errorMessage,
    event.sessionId,
    event.correlationId,
    ...event.targets.flatMap(({ id, name }) => [id, name]),
  ]);
}

/** The fields that `anywhere` looks into, folded. */
export function allTexts(event: StoredEvent, raw: string | null): string[] {
  const others = [
    event.category,
    event.outcome,
    event.source,
    event.actorType,
    event.intent,
    event.userAgent,
    event.stackTrace,
    raw,
    ...event.targets.map(({ type }) => type),
    ...textsOf(event.metadata),
    ...textsOf(event.changes?.old ?? null),
    ...textsOf(event.changes?.new ?? null),
  ];
  return [...namedTexts(event), ...folded(others)];
}

/** True if one of some fields holds a text; half a pair in it means what SQLite keeps for one. */
export function contains(fields: readonly string[], text: string): boolean {
  const needle = fold(text.toWellFormed());
  return fields.some((field) => field.includes(needle));
}

function folded(texts: readonly (string | null)[]): string[] {
  return texts.filter((text) => text !== null).map(fold);
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Keys, and values that are no objects, as text. */
function textsOf(value: Json): string[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object') return [typeof value === 'string' ? value : JSON.stringify(value)];
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsOf(each)]);
}
