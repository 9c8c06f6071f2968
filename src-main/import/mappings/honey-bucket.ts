import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import { nameText } from './field-text.ts';
import { parsePythonLiteral } from './python-literal.ts';
import { at } from './record-path.ts';

const NOTHING: ParsedRecord = {};

/** The alert log of an S3 honey bucket: CSV with Python's dicts as text in two columns. */
export const honeyBucket = defineMapping({
  name: 's3-honey-bucket',
  title: 'S3 honey bucket alerts',
  matches: (record) =>
    typeof record['Event DateTime'] === 'string' &&
    typeof record['Event Name'] === 'string' &&
    Object.hasOwn(record, 'User ID') &&
    Object.hasOwn(record, 'Request Parameters'),
  time: at('Event DateTime'),
  timeField: 'Event DateTime',
  action: at('Event Name'),
  category: () => 'data',
  // There is no field for it: the log has what was done to the bucket.
  outcome: () => 'success',
  actorId: (record) => dictIn(record, 'User ID')['accountId'],
  actorName: (record) => {
    const user = dictIn(record, 'User ID');
    return user['userName'] ?? user['accountId'];
  },
  actorType: (record) =>
    dictIn(record, 'User ID')['accountId'] === 'ANONYMOUS_PRINCIPAL' ? 'anonymous' : 'user',
  targets: (record) => {
    const { bucketName: bucket, key } = dictIn(record, 'Request Parameters');
    const object = nameText(key);
    return [
      { type: 'bucket', id: bucket },
      ...(object === null
        ? []
        : [{ type: 'object', id: `${nameText(bucket)}/${object}`, name: key }]),
    ];
  },
  services: () => ['s3'],
  message: (record) => nameText(record['Alert'])?.trim(),
  ip: at('Source IP'),
  userAgent: at('Request User Agent'),
  correlationId: at('Request ID'),
  sourceId: at('Event ID'),
});

function dictIn(record: ParsedRecord, column: string): ParsedRecord {
  const text = record[column];
  const value = typeof text === 'string' ? parsePythonLiteral(text) : undefined;
  return isObject(value) ? value : NOTHING;
}
