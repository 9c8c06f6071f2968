import { z } from 'zod';
import { EARLIEST_MS, LATEST_MS, LIMITS } from './limits.ts';
import { ACTOR_TYPES, OUTCOMES, SEVERITIES, SOURCES } from './vocabulary.ts';

/** Integer milliseconds since 1970-01-01T00:00:00Z. */
export const EpochMs = z.int().min(EARLIEST_MS).max(LATEST_MS);

const Name = z.string().max(LIMITS.name);
const Text = z.string().max(LIMITS.message);
const Count = z.int().nonnegative();

/** One thing an event touched. Services touched are targets of type `service`. */
export const EventTarget = z.strictObject({
  type: Name.min(1),
  id: Name.min(1),
  /** The name as it was when the event happened; null if the source had none. */
  name: Name.nullable(),
});
export type EventTarget = z.infer<typeof EventTarget>;

/** Any JSON object. Kept as text in the store, hashed as that text, never re-serialised. */
export type JsonObject = Record<string, z.core.util.JSONType>;
// Depth comes first: what follows visits the value recursively.
export const JsonObject = z
  .custom<JsonObject>((value) => isShallow(value, LIMITS.jsonDepth), {
    message: `is nested more than ${LIMITS.jsonDepth} levels deep`,
    abort: true,
  })
  .pipe(z.record(z.string(), z.json()))
  .refine((value) => JSON.stringify(value).length <= LIMITS.json, {
    message: `is longer than ${LIMITS.json.toLocaleString('en-US')} characters as JSON`,
  });

/** True if a value has at most so many levels of objects and lists. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => isShallow(each, levels - 1));
}

/** Only the keys that changed, with the value before and after. */
export const EventChanges = z.strictObject({ old: JsonObject, new: JsonObject });
export type EventChanges = z.infer<typeof EventChanges>;

/**
 * An event on its way into the trail. The store adds `seq`, `recordedAt`, `hash`, and `id`
 * where it is absent. Field names and meanings: docs/events.md.
 */
export const NewEvent = z.strictObject({
  id: z
    .string()
    .regex(/^[\w.:-]{1,128}$/u)
    .optional(),
  occurredAt: EpochMs,
  category: Name.min(1),
  action: Name.min(1),
  outcome: z.enum(OUTCOMES),
  severity: z.enum(SEVERITIES),
  source: z.enum(SOURCES),
  actorId: Name.nullable(),
  actorName: Name.nullable(),
  actorType: z.enum(ACTOR_TYPES).nullable(),
  targets: z.array(EventTarget).max(LIMITS.targets),
  intent: Name.nullable(),
  message: Text,
  changes: EventChanges.nullable(),
  metadata: JsonObject,
  affectedCount: Count.nullable(),
  totalCount: Count.nullable(),
  durationMs: Count.nullable(),
  ip: Name.nullable(),
  userAgent: Text.nullable(),
  host: Name.nullable(),
  sessionId: Name.nullable(),
  correlationId: Name.nullable(),
  errorType: Name.nullable(),
  errorMessage: Text.nullable(),
  stackTrace: z.string().max(LIMITS.stackTrace).nullable(),
  sensitive: z.boolean(),
});
export type NewEvent = z.infer<typeof NewEvent>;

/** An event as a list row: no stack trace, no raw, long text clipped, first target only. */
export const EventSummary = z.strictObject({
  seq: z.int().positive(),
  id: z.string(),
  occurredAt: EpochMs,
  recordedAt: EpochMs,
  category: z.string(),
  action: z.string(),
  outcome: z.enum(OUTCOMES),
  severity: z.enum(SEVERITIES),
  source: z.enum(SOURCES),
  actorName: z.string().nullable(),
  target: EventTarget.nullable(),
  targetCount: Count,
  message: z.string(),
  durationMs: Count.nullable(),
  ip: z.string().nullable(),
  host: z.string().nullable(),
  correlationId: z.string().nullable(),
  errorType: z.string().nullable(),
});
export type EventSummary = z.infer<typeof EventSummary>;

/** Every field of a stored event, `raw` apart. */
export const StoredEvent = z.strictObject({
  ...NewEvent.shape,
  id: z.string(),
  seq: z.int().positive(),
  recordedAt: EpochMs,
  /** The import that brought the event in. */
  batch: z.int().positive().nullable(),
  /** Chain link of this event, 64 hex digits. */
  hash: z.string(),
});
export type StoredEvent = z.infer<typeof StoredEvent>;

/** One event with everything that is known about it. */
export const EventDetail = z.strictObject({
  event: StoredEvent,
  /** The original line or record of an import, byte for byte; null for recorded events. */
  raw: z.string().nullable(),
  /** Name of the file the event was imported from. */
  importedFrom: z.string().nullable(),
});
export type EventDetail = z.infer<typeof EventDetail>;

/**
 * The values of an event about which nothing else is known.
 * @param occurredAt integer milliseconds UTC
 */
export function blankEvent(occurredAt: number, action: string): NewEvent {
  return {
    occurredAt,
    category: 'system',
    action,
    outcome: 'unknown',
    severity: 'info',
    source: 'manual',
    actorId: null,
    actorName: null,
    actorType: null,
    targets: [],
    intent: null,
    message: '',
    changes: null,
    metadata: {},
    affectedCount: null,
    totalCount: null,
    durationMs: null,
    ip: null,
    userAgent: null,
    host: null,
    sessionId: null,
    correlationId: null,
    errorType: null,
    errorMessage: null,
    stackTrace: null,
    sensitive: false,
  };
}
