import type { EventChanges, JsonObject } from '#shared/model/audit-event.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { addressOf, countOf, errorName, toMappedRecord } from './event-fields.ts';
import type { EventFields } from './event-fields.ts';
import { FieldIndex, fieldName } from './field-index.ts';
import { fieldText, messageText, nameText, plainName } from './field-text.ts';
import { GenericSearch, outcomeInWords } from './generic-search.ts';
import { GENERIC_FIELDS as FIELDS } from './generic-fields.ts';
import { servicesOf, targetsOf } from './generic-targets.ts';
import { leftovers } from './leftovers.ts';
import type { MapContext, MappedRecord, Mapping } from './mapping.ts';
import { isTime } from './time-forms.ts';
import { readActorType, readOutcome, readSeverity, readSyslogSeverity } from './words.ts';

/** Shorter ids are counters, and those without a digit are words. */
const UNIQUE_ID = /^(?=.*\d).{8,}$/u;

/** Any record with a time in one of the names that audit logs commonly use. */
export const generic: Mapping = {
  name: 'generic',
  title: 'Common field names',

  matches: () => true,

  map(record, context): MappedRecord {
    return toMappedRecord(guessFields(record, context), context);
  },
};

/** What the common names of fields say about a record; no time is `undefined`. */
export function guessFields(record: ParsedRecord, { rawBytes, times }: MapContext): EventFields {
  const unwrapped = unwrap(record);
  const fields = new FieldIndex(unwrapped);
  const search = new GenericSearch(unwrapped);
  const known = fields.find(FIELDS.time);
  const time = known ?? search.time((value) => isTime(value, times));
  const action =
    fields.read(FIELDS.action, nameText) ??
    search.action() ??
    fields.read(FIELDS.vagueAction, nameText) ??
    'event';
  const actorName = fields.read(FIELDS.actorName, plainName) ?? search.actorName();
  const given = {
    time: time?.value,
    timeField: time?.name ?? NO_TIME,
    isTimeFound: known === null,
    category: fields.read(FIELDS.category, (value) =>
      nameText(Array.isArray(value) ? value[0] : value),
    ),
    action,
    outcome: fields.read(FIELDS.outcome, readOutcome) ?? search.outcome() ?? outcomeInWords(action),
    severity:
      fields.read(FIELDS.severity, readSeverity) ??
      fields.read(FIELDS.syslogSeverity, readSyslogSeverity),
    actorId: fields.read(FIELDS.actorId, plainName) ?? search.actorId(),
    actorName,
    actorType: fields.read(FIELDS.actorType, readActorType),
    targets: targetsOf(fields),
    services: servicesOf(fields),
    intent: fields.read(FIELDS.intent, nameText),
    message: fields.read(FIELDS.message, messageText),
    changes: changesOf(fields),
    affectedCount: fields.read(FIELDS.affectedCount, countOf),
    totalCount: fields.read(FIELDS.totalCount, countOf),
    durationMs: fields.read(FIELDS.durationMs, countOf),
    ip: fields.read(FIELDS.ip, addressOf) ?? search.ip(),
    userAgent: fields.read(FIELDS.userAgent, messageText),
    host: fields.read(FIELDS.host, nameText),
    sessionId: fields.read(FIELDS.sessionId, nameText),
    correlationId: fields.read(FIELDS.correlationId, nameText),
    errorType: fields.read(FIELDS.errorType, errorName),
    errorMessage: fields.read(FIELDS.errorMessage, messageText),
    stackTrace: fields.read(FIELDS.stackTrace, (value) => fieldText(value, LIMITS.stackTrace)),
    sourceId: sourceIdOf(fields, action, actorName),
  };
  return { ...given, metadata: leftovers(unwrapped, fields.used, rawBytes) };
}

/** True if a column or key of this name is taken for the time of an event. */
export function isTimeName(key: string): boolean {
  return FIELDS.time.some((name) => name === fieldName(key));
}

/** True if a record has something that is taken for the time of an event. */
export function hasTime(record: ParsedRecord): boolean {
  return new FieldIndex(unwrap(record)).find(FIELDS.time) !== null;
}

/** The names that are looked for, as error messages list them. */
export const TIME_NAMES_SHOWN =
  'time, timestamp, @timestamp, eventTime, datetime, created_at, date, …';

const NO_TIME = `time (looked for ${TIME_NAMES_SHOWN})`;

/** Elasticsearch keeps the record under `_source`. */
function unwrap(record: ParsedRecord): ParsedRecord {
  const source = record['_source'];
  return isObject(source) ? source : record;
}

/**
 * The id that the source gave. Since nothing is known about the source, who did what is part of
 * it, lest two events become one that share what only looked like an id.
 */
function sourceIdOf(fields: FieldIndex, action: string, actorName: string | null): string | null {
  const id = fields.read(FIELDS.id, nameText);
  if (id === null || !UNIQUE_ID.test(id)) return null;
  return JSON.stringify([id, fields.read(FIELDS.stage, nameText), action, actorName]);
}

function changesOf(fields: FieldIndex): EventChanges | null {
  const before = fields.read(FIELDS.oldValue, valuesOf);
  const after = fields.read(FIELDS.newValue, valuesOf);
  if (before === null && after === null) return null;
  return { old: before ?? {}, new: after ?? {} };
}

function valuesOf(value: unknown): JsonObject | null {
  const values = isObject(value) ? value : { value };
  return JSON.stringify(values).length <= LIMITS.json / 2 ? (values as JsonObject) : null;
}
