import { isIP } from 'node:net';
import type { EventChanges, JsonObject, NewEvent } from '#shared/model/audit-event.ts';
import { LIMITS } from '#shared/model/limits.ts';
import type { Outcome } from '#shared/model/vocabulary.ts';
import { isObject } from '../formats/json-record.ts';
import { RecordError } from '../formats/record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { FieldIndex, fieldName } from './field-index.ts';
import { fieldText, messageText, nameText, plainName } from './field-text.ts';
import { GENERIC_FIELDS as FIELDS } from './generic-fields.ts';
import { targetsOf } from './generic-targets.ts';
import type { MappedRecord, Mapping } from './mapping.ts';
import { sentenceOf } from './sentence.ts';
import { isSensitive, severityOf, wordsOf } from './severity.ts';
import { readTime } from './time-forms.ts';
import { readActorType, readOutcome, readSeverity, readSyslogSeverity } from './words.ts';

/** Shorter ids are counters, and those without a digit are words. */
const UNIQUE_ID = /^(?=.*\d).{8,}$/u;

/** Above this size of a record, only its short leftovers become metadata. */
const LARGE_RECORD_BYTES = 32_768;
const SHORT_LEFTOVER = 1_024;

const AUTH_WORDS: ReadonlySet<string> = new Set(
  'login logins logon logout logoff signin signon signout auth authenticate authentication mfa sso session password'.split(
    ' ',
  ),
);

const WRITE_WORDS =
  /^(?:creat|updat|delet|add|remov|set|put|modif|chang|edit|writ|insert|upload|grant(?!ed)|revok|assign|enabl|disabl|activat|deactivat|destroy|reset|renam|move|import|approv|reject|publish|install|stop|start|attach|detach|patch|transfer|archiv|restor|invit)/u;

/** Any record with a time in one of the names that audit logs commonly use. */
export const generic: Mapping = {
  name: 'generic',

  matches: () => true,

  map(record, rawBytes): MappedRecord {
    const fields = new FieldIndex(unwrap(record));
    const event = toEvent(fields, unwrap(record), rawBytes);
    return { event, sourceId: sourceIdOf(fields, event), isOwnId: false };
  },
};

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

/** Elasticsearch keeps the record under `_source`. */
function unwrap(record: ParsedRecord): ParsedRecord {
  const source = record['_source'];
  return isObject(source) ? source : record;
}

/**
 * The id that the source gave. Since nothing is known about the source, who did what is part of
 * it, lest two events become one that share what only looked like an id.
 */
function sourceIdOf(fields: FieldIndex, event: NewEvent): string | null {
  const id = fields.read(FIELDS.id, nameText);
  if (id === null || !UNIQUE_ID.test(id)) return null;
  return JSON.stringify([id, fields.read(FIELDS.stage, nameText), event.action, event.actorName]);
}

function toEvent(fields: FieldIndex, record: ParsedRecord, rawBytes: number): NewEvent {
  const time = fields.find(FIELDS.time);
  if (!time) throw new RecordError(`has no time (looked for ${TIME_NAMES_SHOWN})`);
  const occurredAt = readTime(time.value, time.name);
  const action = fields.read(FIELDS.action, nameText) ?? 'event';
  const words = wordsOf(action);
  const isAuth = words.some((word) => AUTH_WORDS.has(word));
  const isWrite = words.some((word) => WRITE_WORDS.test(word));
  const errorType = fields.read(FIELDS.errorType, errorName);
  const errorMessage = fields.read(FIELDS.errorMessage, messageText);
  const outcome = outcomeOf(fields, errorType ?? errorMessage);
  const actorName = fields.read(FIELDS.actorName, plainName);
  const targets = targetsOf(fields);
  const severity =
    fields.read(FIELDS.severity, readSeverity) ??
    fields.read(FIELDS.syslogSeverity, readSyslogSeverity) ??
    severityOf({ action, isAuth, isWrite, outcome, errorType });
  const event = {
    occurredAt,
    category: categoryOf(fields, action, isAuth),
    action,
    outcome,
    severity,
    source: 'import' as const,
    actorId: fields.read(FIELDS.actorId, plainName),
    actorName,
    actorType: fields.read(FIELDS.actorType, readActorType),
    targets,
    intent: fields.read(FIELDS.intent, nameText),
    message:
      fields.read(FIELDS.message, messageText) ??
      errorMessage ??
      sentenceOf(actorName, action, targets),
    changes: changesOf(fields),
    affectedCount: fields.read(FIELDS.affectedCount, countOf),
    totalCount: fields.read(FIELDS.totalCount, countOf),
    durationMs: fields.read(FIELDS.durationMs, countOf),
    ip: fields.read(FIELDS.ip, addressOf),
    userAgent: fields.read(FIELDS.userAgent, messageText),
    host: fields.read(FIELDS.host, nameText),
    sessionId: fields.read(FIELDS.sessionId, nameText),
    correlationId: fields.read(FIELDS.correlationId, nameText),
    errorType,
    errorMessage,
    stackTrace: fields.read(FIELDS.stackTrace, (value) => fieldText(value, LIMITS.stackTrace)),
    sensitive: !isAuth && isSensitive(action, isWrite),
  };
  return { ...event, metadata: leftovers(fields, record, rawBytes) };
}

function outcomeOf(fields: FieldIndex, error: string | null): Outcome {
  return fields.read(FIELDS.outcome, readOutcome) ?? (error === null ? 'unknown' : 'failure');
}

/** What the source says; else the first part of an action such as `user.session.start`. */
function categoryOf(fields: FieldIndex, action: string, isAuth: boolean): string {
  const own = fields.read(FIELDS.category, (value) =>
    nameText(Array.isArray(value) ? value[0] : value),
  );
  if (own !== null) return own.toLowerCase();
  if (isAuth) return 'auth';
  return /^([a-z][a-z_-]*)\./u.exec(action)?.[1] ?? 'data';
}

/** PostgreSQL's 00000 means that there was no error. */
function errorName(value: unknown): string | null {
  const name = nameText(value);
  return name === '00000' || name === '0' ? null : name;
}

function countOf(value: unknown): number | null {
  const count = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

/**
 * An address without brackets and port. What is no address but looks like one (075.050.255.67) is
 * kept as it is, so that it can be found; host names and dashes are none.
 */
function addressOf(value: unknown): string | null {
  const text = nameText(Array.isArray(value) ? value[0] : value)?.trim() ?? '';
  if (isIP(text) !== 0) return text;
  const bare = /^\[([\da-f:.]+)\](?::\d+)?$/iu.exec(text) ?? /^([\d.]+):\d+$/u.exec(text);
  if (bare?.[1] !== undefined) return bare[1];
  return /^\d+(?:\.\d+){3}$/u.test(text) ? text : null;
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

/** What the record has beside the fields that were understood, as far as it is not too much. */
function leftovers(fields: FieldIndex, record: ParsedRecord, rawBytes: number): JsonObject {
  const isLarge = rawBytes > LARGE_RECORD_BYTES;
  const kept: [string, unknown][] = [];
  let size = 0;
  for (const [key, value] of Object.entries(record)) {
    if (value === null || value === '' || key === '__proto__') continue;
    if (fields.used.has(key) && !isObject(value)) continue;
    if (isLarge) {
      const length = typeof value === 'string' ? value.length : 0;
      if (typeof value === 'object' || length > SHORT_LEFTOVER) continue;
      size += key.length + length;
      if (size > LARGE_RECORD_BYTES) break;
    }
    kept.push([key, value]);
  }
  return Object.fromEntries(kept) as JsonObject;
}
