import type { Outcome, Severity } from '#shared/model/vocabulary.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { isOwnOcsf, mapOwnOcsf } from './annals-profiles.ts';
import { defineMapping } from './define-mapping.ts';
import type { GivenTarget } from './event-fields.ts';
import { nameText } from './field-text.ts';
import { jsonIn } from './json-text.ts';
import type { Mapping } from './mapping.ts';
import { at, firstOf, isThere } from './record-path.ts';

const SEVERITIES: ReadonlyMap<string, Severity> = new Map([
  ['1', 'info'],
  ['2', 'notice'],
  ['3', 'warning'],
  ['4', 'error'],
  ['5', 'critical'],
  ['6', 'critical'],
]);

const STATUSES: ReadonlyMap<string, Outcome> = new Map([
  ['0', 'unknown'],
  ['1', 'success'],
  ['2', 'failure'],
]);

/** Authentication, and authorisation of sessions. */
const AUTH_CLASSES: ReadonlySet<string> = new Set(['3002', '3003']);

/** Classes whose events are about the user in `user`: account change, user access, groups. */
const USER_CLASSES: ReadonlySet<string> = new Set(['3001', '3005', '3006']);

const ACTIVITIES_THAT_WRITE =
  /^(?:create|update|delete|modify|rename|set|add|remove|attach|detach|enable|disable|assign|revoke|grant|password|reset|lock|unlock|mfa)/iu;

const classId = at('class_uid');
const activity = at('activity_name', 'activity');

const rules = defineMapping({
  name: 'ocsf',
  title: 'Open Cybersecurity Schema Framework (OCSF)',
  matches: () => true,
  time: at('time', 'time_dt'),
  timeField: 'time',
  action: firstOf(at('api.operation'), activity, at('type_name', 'class_name')),
  category: (record) => (isAuthClass(record) ? 'auth' : at('category_name', 'class_name')(record)),
  outcome: (record) =>
    STATUSES.get(nameText(at('status_id')(record)) ?? '') ?? at('status')(record),
  severity: (record) =>
    SEVERITIES.get(nameText(at('severity_id')(record)) ?? '') ?? at('severity')(record),
  actorId: firstOf(
    at('actor.user.uid', 'actor.user.uid_alt', 'actor.app_uid', 'actor.session.issuer'),
    (record) => (isAuthClass(record) ? at('user.uid')(record) : undefined),
  ),
  actorName: firstOf(
    at(
      'actor.user.name',
      'actor.user.email_addr',
      'actor.user.full_name',
      'actor.invoked_by',
      'actor.app_name',
    ),
    (record) => (isAuthClass(record) ? at('user.name', 'user.email_addr')(record) : undefined),
    at('actor.user.uid', 'actor.process.name'),
  ),
  actorType: at('actor.user.type', 'user.type'),
  targets: targetsOf,
  services: (record) => [
    at('api.service.name', 'service.name', 'dst_endpoint.svc_name')(record),
    at('actor.invoked_by')(record),
  ],
  message: at('message'),
  durationMs: at('duration'),
  ip: at('src_endpoint.ip', 'src_endpoint.name'),
  userAgent: at('http_request.user_agent'),
  host: at('device.hostname', 'device.name', 'src_endpoint.hostname'),
  sessionId: at('actor.session.uid', 'session.uid'),
  correlationId: at('metadata.correlation_uid', 'api.request.uid', 'http_request.uid'),
  errorType: (record) => {
    const error = at('api.response.error')(record);
    return error ?? (at('status_id')(record) === 1 ? undefined : at('status_code')(record));
  },
  errorMessage: (record) => {
    const isFailed = nameText(at('status_id')(record)) === '2';
    return (
      at('api.response.error_message')(record) ??
      (isFailed ? at('status_detail')(record) : undefined)
    );
  },
  isAuth: (record) => isAuthClass(record) || undefined,
  isWrite: (record) => ACTIVITIES_THAT_WRITE.test(nameText(activity(record)) ?? '') || undefined,
  sourceId: at('metadata.uid'),
});

/**
 * Open Cybersecurity Schema Framework (https://github.com/ocsf/ocsf-schema), events of any class;
 * and Annals' own export in it, which keeps its ids. Times are milliseconds.
 */
export const ocsf: Mapping = {
  ...rules,
  matches: (record) =>
    /^\d{1,10}$/u.test(nameText(record['class_uid']) ?? '') &&
    (isThere(record['time']) || isThere(record['time_dt'])) &&
    isThere(at('metadata.version', 'metadata', 'metadata.product.name')(record)),
  map: (record, context) =>
    isOwnOcsf(record) ? mapOwnOcsf(record, context) : rules.map(record, context),
};

function isAuthClass(record: ParsedRecord): boolean {
  return AUTH_CLASSES.has(nameText(classId(record)) ?? '');
}

function targetsOf(record: ParsedRecord): GivenTarget[] {
  const listed = [jsonIn(record['resources']), jsonIn(record['resource'])].flat();
  const targets = listed.filter(isObject).map((resource) => ({
    type: resource['type'] ?? 'resource',
    id: resource['uid'] ?? resource['name'],
    name: resource['name'],
  }));
  if (USER_CLASSES.has(nameText(classId(record)) ?? '')) {
    targets.push(thing(record, 'user', 'user.uid', 'user.name'));
    targets.push(thing(record, 'group', 'group.uid', 'group.name'));
  }
  targets.push(thing(record, 'file', 'file.path', 'file.name'));
  targets.push(thing(record, 'process', 'process.file.path', 'process.name'));
  targets.push(thing(record, 'endpoint', 'dst_endpoint.hostname', 'dst_endpoint.ip'));
  return targets;
}

function thing(
  record: ParsedRecord,
  type: string,
  id: string,
  name: string,
): { readonly type: string; readonly id: unknown; readonly name: unknown } {
  return { type, id: at(id, name)(record), name: at(name)(record) };
}
