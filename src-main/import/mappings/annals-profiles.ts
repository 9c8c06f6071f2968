import { withoutGuard } from '../../export/csv-cell.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { annals } from './annals.ts';
import { jsonIn } from './json-text.ts';
import type { MapContext, MappedRecord } from './mapping.ts';
import { at, isThere } from './record-path.ts';

/**
 * Annals' own exports in the profiles of other schemas (src-main/export/profiles), back as the
 * events they were: where a profile has no place for something, it stands under a name of ours.
 */

/** Fields of an event, and where the ECS profile has them. */
const ECS_PATHS: readonly (readonly [field: string, path: string])[] = [
  ['id', 'event.id'],
  ['occurredAt', '@timestamp'],
  ['category', 'annals.category'],
  ['action', 'event.action'],
  ['severity', 'log.level'],
  ['source', 'event.provider'],
  ['actorId', 'user.id'],
  ['actorName', 'user.name'],
  ['actorType', 'annals.actor_type'],
  ['targets', 'annals.targets'],
  ['intent', 'annals.intent'],
  ['message', 'message'],
  ['changes', 'annals.changes'],
  ['metadata', 'annals.metadata'],
  ['affectedCount', 'annals.affected_count'],
  ['totalCount', 'annals.total_count'],
  ['ip', 'source.address'],
  ['userAgent', 'user_agent.original'],
  ['host', 'host.name'],
  ['sessionId', 'annals.session_id'],
  ['correlationId', 'trace.id'],
  ['errorType', 'error.type'],
  ['errorMessage', 'error.message'],
  ['stackTrace', 'error.stack_trace'],
  ['sensitive', 'annals.sensitive'],
];

/** The same for the OCSF profile, whose `unmapped` is one column of CSV. */
const OCSF_PATHS: readonly (readonly [field: string, path: string])[] = [
  ['id', 'metadata.uid'],
  ['occurredAt', 'time'],
  ['category', 'unmapped.category'],
  ['action', 'api.operation'],
  ['severity', 'metadata.log_level'],
  ['source', 'unmapped.source'],
  ['actorId', 'actor.user.uid'],
  ['actorName', 'actor.user.name'],
  ['intent', 'unmapped.intent'],
  ['message', 'message'],
  ['changes', 'unmapped.changes'],
  ['metadata', 'unmapped.metadata'],
  ['affectedCount', 'unmapped.affected_count'],
  ['totalCount', 'unmapped.total_count'],
  ['durationMs', 'unmapped.duration_ms'],
  ['userAgent', 'http_request.user_agent'],
  ['host', 'device.hostname'],
  ['sessionId', 'actor.session.uid'],
  ['correlationId', 'metadata.correlation_uid'],
  ['errorType', 'status_code'],
  ['errorMessage', 'status_detail'],
  ['stackTrace', 'unmapped.stack_trace'],
  ['sensitive', 'unmapped.sensitive'],
];

/** Numbers and booleans are texts in CSV. */
const NOT_TEXT: ReadonlySet<string> = new Set([
  'affectedCount',
  'totalCount',
  'durationMs',
  'sensitive',
]);

const OCSF_OUTCOMES: ReadonlyMap<string, string> = new Map([
  ['0', 'unknown'],
  ['1', 'success'],
  ['2', 'failure'],
]);

const OCSF_ACTOR_TYPES: ReadonlyMap<string, string> = new Map([
  ['1', 'user'],
  ['3', 'system'],
  ['4', 'service'],
  ['99', 'anonymous'],
]);

const NANOSECONDS = 1_000_000;

/** True for a record of the ECS profile that Annals wrote. */
export function isOwnEcs(record: ParsedRecord): boolean {
  return isThere(at('annals.hash')(record)) && isThere(at('event.id')(record));
}

/** True for a record of the OCSF profile that Annals wrote. */
export function isOwnOcsf(record: ParsedRecord): boolean {
  return at('metadata.product.name')(record) === 'Annals' && isThere(at('metadata.uid')(record));
}

/** @throws RecordError if somebody changed it so that it is no event any more */
export function mapOwnEcs(record: ParsedRecord, context: MapContext): MappedRecord {
  const type = jsonIn(valueAt(record, 'event.type'));
  const isError = Array.isArray(type) && type.includes('error');
  const nanoseconds = valueAt(record, 'event.duration');
  return toNative(record, context, ECS_PATHS, {
    outcome: isError ? 'error' : valueAt(record, 'event.outcome'),
    durationMs:
      nanoseconds === undefined
        ? numberIn(valueAt(record, 'annals.duration_ms'))
        : Number(nanoseconds) / NANOSECONDS,
  });
}

/** @throws RecordError if somebody changed it so that it is no event any more */
export function mapOwnOcsf(record: ParsedRecord, context: MapContext): MappedRecord {
  const whole = { ...record, unmapped: jsonIn(record['unmapped']) };
  const resources = jsonIn(record['resources']);
  return toNative({ ...whole, time: numberIn(record['time']) }, context, OCSF_PATHS, {
    outcome:
      valueAt(whole, 'unmapped.outcome') ?? OCSF_OUTCOMES.get(String(valueAt(record, 'status_id'))),
    actorType: OCSF_ACTOR_TYPES.get(String(valueAt(record, 'actor.user.type_id'))),
    ip:
      valueAt(record, 'src_endpoint.ip') ??
      valueOf(valueAt(record, 'src_endpoint.name'), 'ip', context),
    targets: Array.isArray(resources) ? resources.map(targetOf) : undefined,
  });
}

function toNative(
  record: ParsedRecord,
  context: MapContext,
  paths: readonly (readonly [field: string, path: string])[],
  others: ParsedRecord,
): MappedRecord {
  const found = paths.map(([field, path]) => [
    field,
    valueOf(valueAt(record, path), field, context),
  ]);
  const event = { ...Object.fromEntries(found), ...others };
  const there = Object.entries(event).filter(([, value]) => value !== undefined);
  return annals.map(Object.fromEntries(there), { ...context, isText: false });
}

/** Empty texts are values of an event, other than in records of others; CSV has paths for keys. */
function valueAt(record: ParsedRecord, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path] ?? undefined;
  let value: unknown = record;
  for (const name of path.split('.')) {
    value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

function valueOf(value: unknown, field: string, { isText }: MapContext): unknown {
  if (!isText || typeof value !== 'string') return value;
  if (NOT_TEXT.has(field)) return numberIn(value);
  return jsonFields.has(field) ? jsonIn(value) : withoutGuard(value);
}

const jsonFields: ReadonlySet<string> = new Set(['targets', 'changes', 'metadata']);

function numberIn(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return /^-?\d+$/u.test(value) ? Number(value) : value;
}

function targetOf(resource: unknown): unknown {
  if (!isObject(resource)) return resource;
  return { type: resource['type'], id: resource['uid'], name: resource['name'] ?? null };
}
