import type { EventChanges } from '#shared/model/audit-event.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { azureOutcome, azureSeverity } from './azure-words.ts';
import { defineMapping } from './define-mapping.ts';
import type { GivenTarget } from './event-fields.ts';
import { nameText } from './field-text.ts';
import { jsonIn } from './json-text.ts';
import { changesOf, objectsIn, valueNamed } from './named-values.ts';
import type { PropertyChange } from './named-values.ts';
import { perRecord } from './per-record.ts';
import { at, firstOf, isThere } from './record-path.ts';
import type { Rule } from './record-path.ts';

/** Of sign-ins, and of the directory's own events; categories in lower case. */
const SIGN_INS = /^(?:(?:noninteractiveuser|serviceprincipal|managedidentity)?signinlogs)$/u;

const category = at('Category', 'category');
const operation = at(
  'OperationName',
  'operationName',
  'operationname',
  'ActivityDisplayName',
  'activityDisplayName',
);
const reason = at('ResultReason', 'resultReason', 'properties.resultReason');
const signInError = at('Status', 'status', 'properties.status');
const resultType = at('ResultType', 'resultType', 'resulttype');
const result = firstOf(at('Result', 'result', 'properties.result'), resultType);
const operationType = at('AADOperationType', 'operationType', 'properties.operationType');
const initiatedBy = at('InitiatedBy', 'initiatedBy', 'properties.initiatedBy');
const targetResources = at('TargetResources', 'targetResources', 'properties.targetResources');
const details = at('AdditionalDetails', 'additionalDetails', 'properties.additionalDetails');

const resourceId = at('ResourceId', 'resourceId', 'resourceid');
const activityTime = at('activityDateTime', 'ActivityDateTime', 'properties.activityDateTime');
const activityName = at(
  'ActivityDisplayName',
  'activityDisplayName',
  'properties.activityDisplayName',
  'resultDescription',
);
const level = at('Level', 'level');
const eventId = at('Id', 'id', 'properties.id');
const loggedBy = at(
  'LoggedByService',
  'loggedByService',
  'properties.loggedByService',
  'Resource',
  'resourceProvider',
);

/** `{"user": {…}}` or `{"app": {…}}`. */
const partyOf = perRecord((record) => objectIn(initiatedBy(record)));
const statusOf = perRecord((record) => objectIn(signInError(record)));

/**
 * Microsoft Entra ID (Azure AD): directory audit and sign-ins, as diagnostic settings, Log
 * Analytics and Microsoft Graph hand them out (import-mappings.md). What started it and what it
 * was done to are objects, or the same as JSON text.
 */
export const azureAd = defineMapping({
  name: 'azure-ad',
  title: 'Microsoft Entra ID (Azure AD)',
  matches: (record) =>
    typeof operation(record) === 'string' &&
    (/microsoft\.aadiam/iu.test(nameText(resourceId(record)) ?? '') ||
      (isThere(initiatedBy(record)) && isThere(activityTime(record))) ||
      isSignIn(record)),
  time: at(
    'TimeGenerated',
    'time',
    'activityDateTime',
    'properties.activityDateTime',
    'createdDateTime',
    'properties.createdDateTime',
  ),
  timeField: 'time',
  // Some names end in a space, which nobody would search for.
  action: withKeys((record) => nameText(operation(record))?.trim(), operation),
  category,
  outcome: (record) => azureOutcome(result(record) ?? statusOf(record)?.['errorCode']),
  severity: (record) => azureSeverity(level(record)),
  actorId: firstOf(
    ofActor('id', 'servicePrincipalId', 'appId'),
    at(
      'properties.userId',
      'UserId',
      'userId',
      'properties.servicePrincipalId',
      'ServicePrincipalId',
      'properties.appId',
    ),
  ),
  actorName: firstOf(
    ofActor('userPrincipalName', 'displayName'),
    at(
      'properties.userPrincipalName',
      'UserPrincipalName',
      'userPrincipalName',
      'properties.servicePrincipalName',
      'ServicePrincipalName',
      'identity',
    ),
  ),
  actorType: (record) => {
    if (isObject(partyOf(record)?.['app'])) return 'service';
    if (actorOf(record) !== undefined) return 'user';
    if (!isSignIn(record)) return undefined;
    return /^(?:serviceprincipal|managedidentity)/u.test(categoryText(record)) ? 'service' : 'user';
  },
  targets: (record) => {
    const targets = objectsIn(targetResources(record)).map(targetOf);
    return targets.length > 0 ? targets : signInTargetsOf(record);
  },
  services: (record) => [loggedBy(record)],
  message: (record) => nameText(activityName(record))?.trim(),
  changes: changesIn,
  ip: firstOf(
    at('callerIpAddress', 'calleripaddress', 'IPAddress', 'ipAddress', 'properties.ipAddress'),
    ofActor('ipAddress'),
  ),
  userAgent: firstOf(at('UserAgent', 'userAgent', 'properties.userAgent'), (record) =>
    valueNamed(details(record), 'User-Agent'),
  ),
  durationMs: at('durationMs', 'durationms'),
  sessionId: at('properties.sessionId', 'SessionId'),
  correlationId: at('CorrelationId', 'correlationId', 'correlationid', 'properties.correlationId'),
  errorType: errorCodeOf,
  // On success the reason is why somebody wanted it.
  errorMessage: (record) =>
    statusOf(record)?.['failureReason'] ??
    (azureOutcome(result(record)) === 'failure' ? reason(record) : undefined),
  intent: (record) => (azureOutcome(result(record)) === 'success' ? reason(record) : undefined),
  isAuth: (record) => isSignIn(record) || undefined,
  // The directory's log is of changes; only their kinds are told.
  isWrite: (record) => (isSignIn(record) ? false : isThere(operationType(record)) || undefined),
  // Steps of one request in Privileged Identity Management have one id.
  sourceId: (record) => {
    const id = nameText(eventId(record));
    return id === null ? null : JSON.stringify([id, operation(record)]);
  },
});

function withKeys(rule: Rule, { keys = [] }: Rule): Rule {
  return Object.assign((record: ParsedRecord) => rule(record), { keys });
}

/** An object, which may be JSON in a text. */
function objectIn(value: unknown): ParsedRecord | undefined {
  const found = jsonIn(value);
  return isObject(found) ? found : undefined;
}

function categoryText(record: ParsedRecord): string {
  return nameText(category(record))?.toLowerCase() ?? '';
}

function isSignIn(record: ParsedRecord): boolean {
  return SIGN_INS.test(categoryText(record));
}

function actorOf(record: ParsedRecord): ParsedRecord | undefined {
  const party = partyOf(record);
  const actor = party?.['user'] ?? party?.['app'];
  return isObject(actor) ? actor : undefined;
}

/** What the record says of who started it. */
function ofActor(...names: readonly string[]): Rule {
  return (record) => {
    const actor = actorOf(record);
    return names.map((name) => actor?.[name]).find(isThere);
  };
}

/** The number of the error of a sign-in (50126); the words Success and Failure are none. */
function errorCodeOf(record: ParsedRecord): unknown {
  const code = nameText(statusOf(record)?.['errorCode'] ?? resultType(record));
  return code !== null && /^[1-9]\d*$/u.test(code) ? code : undefined;
}

function targetOf(target: ParsedRecord): GivenTarget {
  return {
    type: target['type'],
    id: target['id'],
    name: target['displayName'] ?? target['userPrincipalName'],
  };
}

/** What somebody signed in with, and to. */
function signInTargetsOf(record: ParsedRecord): GivenTarget[] {
  return [
    {
      type: 'Application',
      id: at('properties.appId', 'AppId', 'appId')(record),
      name: at('properties.appDisplayName', 'AppDisplayName', 'appDisplayName')(record),
    },
    {
      type: 'Resource',
      id: at('properties.resourceId', 'ResourceIdentity')(record),
      name: at(
        'properties.resourceDisplayName',
        'ResourceDisplayName',
        'resourceDisplayName',
      )(record),
    },
  ];
}

function changesIn(record: ParsedRecord): EventChanges | null {
  const properties = objectsIn(targetResources(record)).flatMap((target) =>
    objectsIn(target['modifiedProperties']),
  );
  return changesOf(properties.flatMap(changeOf));
}

function changeOf(property: ParsedRecord): PropertyChange[] {
  const name = nameText(property['displayName']);
  // The names of the others once more.
  if (name === null || name === 'Included Updated Properties') return [];
  return [{ name, before: property['oldValue'], after: property['newValue'] }];
}
