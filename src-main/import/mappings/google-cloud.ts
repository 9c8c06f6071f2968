import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import type { GivenTarget } from './event-fields.ts';
import { nameText } from './field-text.ts';
import { at, firstOf, objectAt } from './record-path.ts';
import type { Rule } from './record-path.ts';

/** `projects/p/logs/cloudaudit.googleapis.com%2Factivity` */
const LOG_NAME = /^(?:projects|organizations|folders|billingAccounts)\/[^/]+\/(?:logs\/)?[^/]+$/u;

/** The codes of `google.rpc.Code` that deny access. */
const DENYING_CODES: ReadonlySet<string | null> = new Set([
  '7',
  'PERMISSION_DENIED',
  '16',
  'UNAUTHENTICATED',
]);

const logName = at('logName', 'logname');
const httpStatus = at('httpRequest.status');
const givenSeverity = at('severity');
const resourceType = at('resource.type');
const methodName = inPayload('methodName');
const serviceName = inPayload('serviceName');
const email = inPayload('authenticationInfo.principalEmail');
const subject = inPayload('authenticationInfo.principalSubject');
const insertId = at('insertId', 'insertid');
const statusCode = inPayload('status.code');
const statusMessage = inPayload('status.message');
const resourceName = inPayload('resourceName');
const principal = firstOf(subject, email);

/** Google Cloud's logs, audit logs first of all (import-mappings.md); fields: Google's `LogEntry`. */
export const googleCloud = defineMapping({
  name: 'google-cloud',
  title: 'Google Cloud audit logs',
  matches: (record) => {
    const payload = record['protoPayload'] ?? record['protopayload'];
    if (isObject(payload)) return true;
    const name = record['logName'] ?? record['logname'];
    return typeof name === 'string' && LOG_NAME.test(name);
  },
  time: at('timestamp', 'p_event_time', 'receiveTimestamp', 'receivetimestamp'),
  timeField: 'timestamp',
  action: firstOf(methodName, at('jsonPayload.methodName', 'httpRequest.requestMethod'), logOf),
  category: logOf,
  outcome: outcomeOf,
  severity: severityOf,
  // Whoever is about signing in has a service of its own; other methods only sound like it.
  isAuth: (record) => serviceName(record) === 'login.googleapis.com',
  // What stands in the activity log is there because it changes something.
  isWrite: (record) => (logOf(record) === 'activity' ? true : undefined),
  actorId: principal,
  actorName: firstOf(email, subject),
  actorType: actorTypeOf,
  targets: targetsOf,
  services: (record) => [serviceName(record)],
  message: firstOf(errorMessageOf, at('textPayload', 'jsonPayload.message')),
  ip: firstOf(
    inPayload('requestMetadata.callerIp', 'requestMetadata.callerIP'),
    at('httpRequest.remoteIp'),
  ),
  userAgent: firstOf(
    inPayload('requestMetadata.callerSuppliedUserAgent'),
    at('httpRequest.userAgent'),
  ),
  correlationId: at('operation.id', 'trace'),
  errorType: codeOf,
  errorMessage: errorMessageOf,
  // Google: entries of one log, time and insertId are one entry.
  sourceId: (record) => {
    const id = nameText(insertId(record));
    return id === null ? null : `${nameText(logName(record)) ?? ''} ${id}`.trimStart();
  },
});

/** A field of the audit log itself, which some tools write in lower case. */
function inPayload(...paths: readonly string[]): Rule {
  return at(...paths.flatMap((path) => [`protoPayload.${path}`, `protopayload.${path}`]));
}

/** `activity` of `projects/p/logs/cloudaudit.googleapis.com%2Factivity`. */
function logOf(record: ParsedRecord): string | null {
  const name = nameText(logName(record));
  return name === null ? null : (name.split(/\/|%2F/iu).at(-1) ?? null);
}

/** What went wrong, in the numbers or words of `google.rpc.Code`; null if nothing did. */
function codeOf(record: ParsedRecord): string | null {
  const code = nameText(statusCode(record));
  return code === '0' || code === 'OK' ? null : code;
}

/** A status may say “OK” in words too. */
function errorMessageOf(record: ParsedRecord): unknown {
  return codeOf(record) === null ? null : statusMessage(record);
}

/** Audit logs name a status only where something went wrong; others tell of no outcome at all. */
function outcomeOf(record: ParsedRecord): unknown {
  if (codeOf(record) !== null) return 'failure';
  return methodName(record) === undefined ? httpStatus(record) : 'success';
}

/** `DEFAULT` is Google's word for entries that have no severity. */
function severityOf(record: ParsedRecord): unknown {
  const severity = givenSeverity(record);
  if (severity !== undefined && severity !== 'DEFAULT') return severity;
  return DENYING_CODES.has(codeOf(record)) ? 'warning' : undefined;
}

function actorTypeOf(record: ParsedRecord): string | undefined {
  const name = nameText(principal(record));
  if (name === null) return undefined;
  if (name === 'system@google.com') return 'system';
  return /^serviceAccount:|\.gserviceaccount\.com$/u.test(name) ? 'service' : 'user';
}

function targetsOf(record: ParsedRecord): GivenTarget[] {
  const type = resourceType(record) ?? 'resource';
  const id = nameText(resourceName(record));
  if (id !== null) return [{ type, id, name: id.split('/').at(-1) }];
  const project = objectAt(record, 'resource.labels')['project_id'];
  return [{ type: 'project', id: project }];
}
