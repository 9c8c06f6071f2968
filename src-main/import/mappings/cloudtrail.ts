import { isIP } from 'node:net';
import type { JsonObject } from '#shared/model/audit-event.ts';
import type { ActorType } from '#shared/model/vocabulary.ts';
import { isObject } from '../formats/json-record.ts';
import { RecordError } from '../formats/record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { targetsOf } from './cloudtrail-targets.ts';
import { toMappedRecord } from './event-fields.ts';
import type { EventFields } from './event-fields.ts';
import { nameText } from './field-text.ts';
import type { MappedRecord, Mapping } from './mapping.ts';

/** What is worth keeping beside the fields of an event; the raw record has the rest. */
const KEPT_KEYS = [
  'eventSource',
  'awsRegion',
  'eventType',
  'readOnly',
  'recipientAccountId',
  'eventVersion',
  'apiVersion',
  'vpcEndpointId',
  'sharedEventID',
  'serviceEventDetails',
] as const;

/** Values above this many characters, such as long request parameters, stay in the raw record only. */
const LONGEST_KEPT = 2_048;

/** `eventID` is a UUID by AWS's definition; anything else was made up by hand. */
const EVENT_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

const NOTHING: ParsedRecord = {};

/** What AWS calls the fields, by their names in lower case. */
const SPELLING: ReadonlyMap<string, string> = new Map(
  [
    ...KEPT_KEYS,
    'errorCode',
    'errorMessage',
    'eventCategory',
    'eventID',
    'eventName',
    'eventTime',
    'requestID',
    'requestParameters',
    'responseElements',
    'sourceIPAddress',
    'userAgent',
    'userIdentity',
  ].map((name) => [name.toLowerCase(), name]),
);

/** AWS CloudTrail, as delivered to S3, and its records one by one (import-mappings.md). */
export const cloudTrail: Mapping = {
  name: 'cloudtrail',
  title: 'AWS CloudTrail',

  matches: (record) =>
    typeof record['eventName'] === 'string'
      ? isFromAws(record)
      : typeof record['eventname'] === 'string' && typeof record['eventsource'] === 'string',

  map: (record, context): MappedRecord =>
    toMappedRecord(
      fieldsOf(typeof record['eventName'] === 'string' ? record : respelled(record)),
      context,
    ),
};

/** Records that were passed on by others may lack where the event came from. */
function isFromAws(record: ParsedRecord): boolean {
  return (
    typeof record['eventSource'] === 'string' ||
    record['p_log_type'] === 'AWS.CloudTrail' ||
    (typeof record['awsRegion'] === 'string' && isObject(record['userIdentity']))
  );
}

/** Some tools write all names in lower case, beside others that they leave as they are. */
function respelled(record: ParsedRecord): ParsedRecord {
  const named = Object.entries(record).map(
    ([key, value]) => [SPELLING.get(key) ?? key, value] as const,
  );
  return { ...Object.fromEntries(named), ...record };
}

function fieldsOf(record: ParsedRecord): EventFields {
  const identity = objectOr(record['userIdentity']);
  const action = nameText(record['eventName']);
  if (action === null) throw new RecordError('has no eventName');
  const errorType = nameText(record['errorCode']);
  const isFailure =
    errorType !== null || objectOr(record['responseElements'])['ConsoleLogin'] === 'Failure';
  const isAuth = action === 'ConsoleLogin' || action.startsWith('AssumeRole');
  const isWrite = record['readOnly'] === false;
  const sourceAddress = nameText(record['sourceIPAddress']);
  const eventId = record['eventID'];
  return {
    // Logstash moves the time to a field of its own; Panther adds one.
    time: record['eventTime'] ?? record['@timestamp'] ?? record['p_event_time'],
    timeField: 'eventTime',
    category: isAuth
      ? 'auth'
      : isWrite
        ? 'write'
        : (nameText(record['eventCategory']) ?? 'management'),
    action,
    outcome: isFailure ? 'failure' : 'success',
    isAuth,
    isWrite,
    actorId: firstName(identity, ['arn', 'principalId', 'invokedBy', 'accountId']),
    actorName: actorNameOf(identity),
    actorType: actorTypeOf(identity),
    targets: targetsOf(record, action),
    metadata: metadataOf(record, identity),
    // A service that called stands here by its name.
    ip: sourceAddress !== null && isIP(sourceAddress) !== 0 ? sourceAddress : null,
    userAgent: record['userAgent'],
    correlationId: record['requestID'],
    errorType,
    errorMessage: record['errorMessage'],
    sourceId: typeof eventId === 'string' && EVENT_ID.test(eventId) ? eventId : null,
  };
}

/** The name people know; for those without, what stands last in the ARN (`…:root`). */
function actorNameOf(identity: ParsedRecord): string | null {
  const issuer = objectOr(objectOr(identity['sessionContext'])['sessionIssuer']);
  const name = nameText(identity['userName']) ?? nameText(issuer['userName']);
  if (name !== null) return name;
  const arn = nameText(identity['arn']);
  return (
    nameText(identity['invokedBy']) ??
    (arn === null
      ? firstName(identity, ['principalId', 'accountId'])
      : arn.slice(arn.search(/[^:/]*$/u)))
  );
}

function actorTypeOf(identity: ParsedRecord): ActorType | null {
  const type = identity['type'];
  if (type === 'AWSService') return 'service';
  if (identity['accountId'] === 'ANONYMOUS_PRINCIPAL') return 'anonymous';
  if (typeof type === 'string') return 'user';
  return typeof identity['invokedBy'] === 'string' ? 'service' : null;
}

function metadataOf(record: ParsedRecord, identity: ParsedRecord): JsonObject {
  const metadata: JsonObject = {};
  for (const key of KEPT_KEYS) {
    const value = record[key];
    if (isPresent(value) && isSmall(value)) metadata[key] = value;
  }
  for (const key of ['type', 'accountId', 'accessKeyId'] as const) {
    const value = identity[key];
    if (typeof value === 'string' && isSmall(value))
      metadata[key === 'type' ? 'identityType' : key] = value;
  }
  return metadata;
}

function isPresent(value: unknown): value is JsonObject[string] {
  return value !== undefined && value !== null;
}

function isSmall(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= LONGEST_KEPT;
  return typeof value !== 'object' || JSON.stringify(value).length <= LONGEST_KEPT;
}

function firstName(record: ParsedRecord, keys: readonly string[]): string | null {
  for (const key of keys) {
    const name = nameText(record[key]);
    if (name !== null) return name;
  }
  return null;
}

function objectOr(value: unknown): ParsedRecord {
  return isObject(value) ? value : NOTHING;
}
