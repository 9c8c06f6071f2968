import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { azureAd } from './azure-ad.ts';
import { azureOutcome, azureSeverity } from './azure-words.ts';
import { defineMapping } from './define-mapping.ts';
import type { GivenTarget } from './event-fields.ts';
import { nameText } from './field-text.ts';
import { jsonIn } from './json-text.ts';
import { kubernetes } from './kubernetes.ts';
import type { Mapping } from './mapping.ts';
import { perRecord } from './per-record.ts';
import { at, firstOf, isThere } from './record-path.ts';
import type { Rule } from './record-path.ts';
import { readOutcome } from './words.ts';

const CLAIM = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

const operation = at(
  'operationName.value',
  'operationName',
  'operation_name.value',
  'operation_name',
  'OperationNameValue',
);
const category = at('category.value', 'category', 'CategoryValue', 'Category');
const resourceId = at('resourceId', 'resource_id', '_ResourceId', 'ResourceId');
const resultType = at('resultType', 'status.value', 'ActivityStatusValue');
const signature = at('resultSignature', 'ActivitySubstatusValue');
const httpStatus = at('statusCode');
const time = at('time', 'eventTimestamp', 'event_timestamp', 'TimeGenerated', 'p_event_time');
const caller = at('caller', 'Caller');

const claimsOf = perRecord((record) => {
  const identity = jsonIn(record['identity']);
  const claims = jsonIn(
    (isObject(identity) ? identity['claims'] : undefined) ?? record['claims'] ?? record['Claims'],
  );
  return isObject(claims) ? claims : undefined;
});

/** Categories that no other source has. */
const KNOWN_CATEGORY = /^(?:Storage(?:Read|Write|Delete)|kube-audit(?:-admin)?)$/u;

const rules = defineMapping({
  name: 'azure-monitor',
  title: 'Azure Monitor and activity log',
  matches: () => true,
  time,
  timeField: 'time',
  action: operation,
  category,
  outcome: outcomeOf,
  severity: (record) =>
    azureSeverity(at('level', 'Level')(record)) ?? (isDenied(record) ? 'warning' : undefined),
  actorId: firstOf(
    claim(
      'http://schemas.microsoft.com/identity/claims/objectidentifier',
      'oid',
      'appid',
      `${CLAIM}nameidentifier`,
    ),
    at('identity.authorization.evidence.principalId'),
    caller,
  ),
  actorName: firstOf(
    caller,
    claim(`${CLAIM}upn`, `${CLAIM}name`, `${CLAIM}emailaddress`, 'name', 'appid'),
    at('identity.requester.upn', 'identity.requester.appId'),
  ),
  actorType: actorTypeOf,
  targets: targetsOf,
  services: (record) => [providerOf(record)],
  message: at('resultDescription', 'description', 'statusText'),
  ip: firstOf(
    at(
      'callerIpAddress',
      'CallerIpAddress',
      'httpRequest.clientIpAddress',
      'http_request.client_ip_address',
    ),
    claim('ipaddr'),
  ),
  userAgent: at('properties.userAgentHeader', 'properties.userAgent'),
  durationMs: at('durationMs'),
  correlationId: at('correlationId', 'correlation_id', 'CorrelationId'),
  errorType: errorTypeOf,
  isWrite: isWriteOf,
  sourceId: at('eventDataId', 'event_data_id', 'EventDataId'),
});

/**
 * Azure Monitor: the activity log and resource logs (import-mappings.md). What clusters of
 * Kubernetes log is Kubernetes' own record in a text, and mapped as that.
 */
export const azureMonitor: Mapping = {
  ...rules,
  matches: (record) =>
    typeof operation(record) === 'string' &&
    (/^\/(?:subscriptions|providers)\//iu.test(nameText(resourceId(record)) ?? '') ||
      KNOWN_CATEGORY.test(nameText(category(record)) ?? '')) &&
    isThere(category(record) ?? caller(record) ?? record['callerIpAddress']) &&
    !azureAd.matches(record),
  map: (record, context) => {
    const inner = jsonIn(at('properties.log')(record));
    return isObject(inner) && kubernetes.matches(inner)
      ? kubernetes.map({ ...inner, p_event_time: time(record) }, context)
      : rules.map(record, context);
  },
};

function outcomeOf(record: ParsedRecord): unknown {
  const status = nameText(httpStatus(record));
  if (status !== null) return readOutcome(status);
  return azureOutcome(resultType(record));
}

/** The status of HTTP, where a request was refused; else what the result is called. */
function errorTypeOf(record: ParsedRecord): unknown {
  if (outcomeOf(record) !== 'failure') return undefined;
  return at('statusText')(record) ?? signature(record) ?? resultType(record) ?? httpStatus(record);
}

function isDenied(record: ParsedRecord): boolean {
  const codes = [signature(record), httpStatus(record)].map(nameText);
  return codes.some((code) => code === '401' || code === '403');
}

/** The claims of the token that the caller had. Their names are addresses, with dots in them. */
function claim(...names: readonly string[]): Rule {
  const find = (record: ParsedRecord): unknown => {
    const claims = claimsOf(record);
    return names.map((name) => claims?.[name]).find((value) => typeof value === 'string');
  };
  return Object.assign(find, { keys: ['identity', 'claims'] });
}

function actorTypeOf(record: ParsedRecord): unknown {
  const claims = claimsOf(record);
  if (claims?.['idtyp'] === 'app') return 'service';
  const name = nameText(caller(record) ?? claims?.[`${CLAIM}upn`] ?? claims?.[`${CLAIM}name`]);
  if (name?.includes('@') === true) return 'user';
  return claims?.['appid'] === undefined
    ? at('identity.authorization.evidence.principalType')(record)
    : 'service';
}

/** The blob that was asked for, and the resource as its id says: `…/providers/NAMESPACE/TYPE/NAME`. */
function targetsOf(record: ParsedRecord): GivenTarget[] {
  const blob = nameText(at('properties.objectKey')(record));
  const id = nameText(resourceId(record));
  const targets: GivenTarget[] = [];
  if (blob !== null) {
    targets.push({ type: 'blob', id: blob, name: blob.slice(blob.lastIndexOf('/') + 1) });
  }
  if (id !== null) targets.push({ type: typeOf(id), id, name: id.slice(id.lastIndexOf('/') + 1) });
  return targets;
}

/** `Microsoft.Compute/disks`; types within types are joined. */
function typeOf(id: string): string {
  const [namespace, ...path] = partsBehindProviders(id);
  if (namespace === undefined)
    return /\/resourcegroups\//iu.test(id) ? 'resourceGroup' : 'subscription';
  return [namespace, ...path.filter((_, index) => index % 2 === 0)].join('/');
}

function providerOf(record: ParsedRecord): unknown {
  const [namespace] = partsBehindProviders(nameText(resourceId(record)) ?? '');
  return (
    namespace ??
    at(
      'resourceProviderName.value',
      'resource_provider_name.value',
      'ResourceProviderValue',
    )(record) ??
    at('properties.accountName')(record)
  );
}

/** Resources that are attached to another name its provider first. */
function partsBehindProviders(id: string): string[] {
  const parts = id.split('/');
  const last = parts.findLastIndex((part) => part.toLowerCase() === 'providers');
  return last === -1 ? [] : parts.slice(last + 1).filter((part) => part !== '');
}

/** Operations end in `write`, `delete`, `read` or `action`; what an action does, its name says. */
function isWriteOf(record: ParsedRecord): boolean | undefined {
  const [, verb, kind] =
    /(?:^|\/)([^/]*)\/(write|delete|read|action)$/iu.exec(nameText(operation(record)) ?? '') ?? [];
  if (kind === undefined) return undefined;
  if (kind.toLowerCase() !== 'action') return kind.toLowerCase() !== 'read';
  return !/^(?:get|list|read|check|validate|export|audit|available)/iu.test(verb ?? '');
}
