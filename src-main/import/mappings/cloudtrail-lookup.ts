import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { cloudTrail } from './cloudtrail.ts';
import { jsonIn } from './json-text.ts';
import type { Mapping } from './mapping.ts';

/**
 * What `aws cloudtrail lookup-events` answers with: an extract of a CloudTrail record with the
 * record itself as text in `CloudTrailEvent`. It becomes the same event as the plain record.
 */
export const cloudTrailLookup: Mapping = {
  name: 'cloudtrail-lookup',
  origin: cloudTrail.name,
  title: 'AWS CloudTrail, looked up',

  matches: (record) =>
    typeof record['EventId'] === 'string' &&
    typeof record['EventName'] === 'string' &&
    (typeof record['EventSource'] === 'string' || typeof record['CloudTrailEvent'] === 'string'),

  map: (record, context) => cloudTrail.map(plainRecordOf(record), context),
};

/** The record inside; what it lacks, or all if it cannot be read, from the extract around it. */
function plainRecordOf(record: ParsedRecord): ParsedRecord {
  const inner = jsonIn(record['CloudTrailEvent']);
  const extract = {
    eventID: record['EventId'],
    eventName: record['EventName'],
    eventTime: record['EventTime'],
    eventSource: record['EventSource'],
    readOnly: isTrue(record['ReadOnly']),
    resources: resourcesOf(jsonIn(record['Resources'])),
    userIdentity: { userName: record['Username'], accessKeyId: record['AccessKeyId'] },
  };
  return isObject(inner) ? { ...extract, ...inner } : extract;
}

/** A truth that is written as text; what is no truth says nothing. */
function isTrue(value: unknown): unknown {
  return value === 'true' ? true : value === 'false' ? false : value;
}

function resourcesOf(resources: unknown): unknown[] {
  if (!Array.isArray(resources)) return [];
  return resources
    .filter(isObject)
    .map((resource) => ({ type: resource['ResourceType'], ARN: resource['ResourceName'] }));
}
