import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import type { GivenTarget } from './event-fields.ts';
import { nameText } from './field-text.ts';
import { at, objectAt } from './record-path.ts';

/** Request parameters that name a thing, with what it is. */
const TARGET_PARAMETERS: readonly (readonly [key: string, type: string])[] = [
  ['targetUserName', 'user'],
  ['user', 'user'],
  ['principal', 'principal'],
  ['targetGroupName', 'group'],
  ['full_name_arg', 'object'],
  ['name', 'object'],
  ['path', 'path'],
  ['mountPoint', 'mount'],
  ['workspaceConfKeys', 'setting'],
  ['setting', 'setting'],
  ['scope', 'scope'],
  ['key', 'key'],
];

/** `clusterId`, `script_id`: what stands before is the type. */
const ID_KEY = /^([A-Za-z]+?)(?:_id|Id)$/u;

/** Ids that stand beside the name of the same thing, or name no thing. */
const NO_TARGETS: ReadonlySet<string> = new Set(['targetGroupId', 'targetUserId', 'requestId']);

const MOST_TARGETS = 20;

const statusCode = at('response.statusCode');
const errorMessage = at('response.errorMessage');
const email = at('userIdentity.email');

/** Databricks' audit logs as they are delivered (import-mappings.md). */
export const databricks = defineMapping({
  name: 'databricks',
  title: 'Databricks audit logs',
  matches: (record) =>
    typeof record['serviceName'] === 'string' &&
    typeof record['actionName'] === 'string' &&
    (typeof record['auditLevel'] === 'string' ||
      ['userIdentity', 'requestParams', 'response'].some((key) => isObject(record[key]))),
  time: at('timestamp', 'p_event_time'),
  timeField: 'timestamp',
  action: (record) => `${nameText(record['serviceName'])}.${nameText(record['actionName'])}`,
  category: at('auditLevel'),
  outcome: statusCode,
  severity: (record) => ([401, 403].includes(Number(statusCode(record))) ? 'warning' : undefined),
  isAuth: (record) => /log(?:in|out)|authenticate/iu.test(nameText(record['actionName']) ?? ''),
  actorId: email,
  actorName: email,
  targets: targetsOf,
  services: (record) => [record['serviceName']],
  message: errorMessage,
  ip: at('sourceIPAddress'),
  userAgent: at('userAgent'),
  sessionId: at('sessionId'),
  // One request can make several events, so it does not identify them.
  correlationId: at('requestId'),
  errorType: errorTypeOf,
  errorMessage,
});

function targetsOf(record: ParsedRecord): GivenTarget[] {
  const parameters = objectAt(record, 'requestParams');
  const targets: GivenTarget[] = TARGET_PARAMETERS.map(([key, type]) => ({
    type,
    id: parameters[key],
  }));
  for (const key of Object.keys(parameters)) {
    if (targets.length >= TARGET_PARAMETERS.length + MOST_TARGETS) break;
    const type = NO_TARGETS.has(key) ? undefined : ID_KEY.exec(key)?.[1];
    if (type !== undefined) targets.push({ type, id: parameters[key] });
  }
  return targets;
}

/** `PERMISSION_DENIED` of `PERMISSION_DENIED: User does not …`; other messages have no class. */
function errorTypeOf(record: ParsedRecord): string | null {
  const message = nameText(errorMessage(record)) ?? '';
  return /^([A-Z][A-Z\d_]{2,}|[A-Z]\w+(?:Exception|Error))(?=:|$)/u.exec(message)?.[1] ?? null;
}
