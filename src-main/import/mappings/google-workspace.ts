import { hash } from 'node:crypto';
import type { EventChanges, JsonObject } from '#shared/model/audit-event.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import type { GivenTarget } from './event-fields.ts';
import { nameText } from './field-text.ts';
import { at, firstOf, listAt, objectAt } from './record-path.ts';

/** Parameters that say what was acted upon: type, and where its id and its name stand. */
const TARGETS: readonly (readonly [type: string, id: string, name: string])[] = [
  ['document', 'doc_id', 'doc_title'],
  ['user', 'USER_EMAIL', ''],
  ['user', 'affected_email_address', ''],
  ['user', 'target_user', ''],
  ['group', 'GROUP_EMAIL', ''],
  ['group', 'group_email', ''],
  ['role', 'ROLE_ID', 'ROLE_NAME'],
  ['application', 'APP_ID', 'APPLICATION_NAME'],
  ['application', 'client_id', 'app_name'],
  ['calendar', 'calendar_id', ''],
  ['device', 'DEVICE_ID', ''],
  ['domain', 'DOMAIN_NAME', ''],
  ['setting', 'SETTING_NAME', ''],
  ['setting', 'USER_DEFINED_SETTING_NAME', ''],
];

/** Parameters that a message names, and the longest value of one. */
const MOST_SHOWN = 8;
const LONGEST_SHOWN = 200;

/** Values above this many characters stay in the record only. */
const LONGEST_CHANGE = 16_384;

const action = at('name', 'events[0].name');
const application = at('id.applicationName');

/**
 * Activities of Google Workspace, once GSuite (import-mappings.md): as the Reports API gives them,
 * with a list of events of which the first counts, or one event each.
 */
export const googleWorkspace = defineMapping({
  name: 'google-workspace',
  title: 'Google Workspace activities',
  matches: (record) =>
    record['kind'] === 'admin#reports#activity' ||
    record['p_log_type'] === 'GSuite.ActivityEvent' ||
    (isObject(record['id']) && typeof record['id']['applicationName'] === 'string'),
  time: at('id.time', 'p_event_time'),
  timeField: 'id.time',
  action,
  category: firstOf(at('type', 'events[0].type'), application),
  outcome: (record) => {
    const isBad = /fail/iu.test(nameText(action(record)) ?? '');
    return isBad || objectAt(parametersOf(record), 'event_info')['success'] === false
      ? 'failure'
      : 'success';
  },
  severity: (record) => parametersOf(record)['severity'],
  isAuth: (record) => ['login', 'saml'].includes(nameText(application(record)) ?? ''),
  actorId: at('actor.profileId', 'actor.email'),
  actorName: at('actor.email', 'actor.key'),
  actorType: at('actor.callerType'),
  targets: targetsOf,
  services: (record) => [application(record)],
  message: messageOf,
  changes: changesOf,
  ip: at('ipAddress'),
  userAgent: (record) => parametersOf(record)['user_agent'],
  errorType: (record) => parametersOf(record)['login_failure_type'],
  sourceId: sourceIdOf,
});

/** Parameters by name; the API has them as a list of names and values. */
function parametersOf(record: ParsedRecord): ParsedRecord {
  const parameters = record['parameters'];
  if (isObject(parameters)) return parameters;
  const list = Array.isArray(parameters) ? parameters : listAt(record, 'events[0].parameters');
  return Object.fromEntries(
    list
      .filter(isObject)
      .map(({ name, value, boolValue, intValue, multiValue }) => [
        nameText(name) ?? '',
        value ?? boolValue ?? intValue ?? multiValue,
      ]),
  );
}

function targetsOf(record: ParsedRecord): GivenTarget[] {
  const parameters = parametersOf(record);
  return TARGETS.map(([type, id, name]) => ({ type, id: parameters[id], name: parameters[name] }));
}

/** The event and its parameters, since nothing else says what happened. */
function messageOf(record: ParsedRecord): string | null {
  const name = nameText(action(record));
  const shown = Object.entries(parametersOf(record))
    .filter(([, value]) => isShort(value))
    .slice(0, MOST_SHOWN)
    .map(([key, value]) => `${key}=${nameText(value)}`);
  return name === null || shown.length === 0 ? name : `${name} (${shown.join(', ')})`;
}

function isShort(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && value.length <= LONGEST_SHOWN;
  return typeof value === 'number' || typeof value === 'boolean';
}

function changesOf(record: ParsedRecord): EventChanges | null {
  const parameters = parametersOf(record);
  const before = valueOf(parameters['OLD_VALUE'] ?? parameters['old_value']);
  const after = valueOf(parameters['NEW_VALUE'] ?? parameters['new_value']);
  return before === null && after === null ? null : { old: before ?? {}, new: after ?? {} };
}

function valueOf(value: unknown): JsonObject | null {
  if (value === undefined || value === null) return null;
  // What stands in a parsed record is JSON.
  return JSON.stringify(value).length <= LONGEST_CHANGE
    ? { value: value as JsonObject[string] }
    : null;
}

/**
 * Google's id is that of an activity, of which exports make one record an event; so what happened
 * is part of it.
 */
function sourceIdOf(record: ParsedRecord): string | null {
  const { uniqueQualifier: qualifier, customerId } = objectAt(record, 'id');
  const id = nameText(qualifier);
  if (id === null) return null;
  const happened = JSON.stringify([action(record), parametersOf(record)]);
  return [application(record), customerId, id, hash('sha256', happened).slice(0, 20)]
    .map((part) => nameText(part) ?? '')
    .join(' ');
}
