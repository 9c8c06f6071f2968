import type { ParsedRecord } from '../formats/record.ts';
import { isObject } from '../formats/json-record.ts';
import { defineMapping } from './define-mapping.ts';
import type { GivenTarget } from './event-fields.ts';
import { nameText } from './field-text.ts';
import { at, objectAt } from './record-path.ts';

const WRITES: ReadonlySet<unknown> = new Set([
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
]);

/** Asking who somebody is: what signs in to a cluster ends in such a review. */
const SIGN_IN: ReadonlySet<unknown> = new Set(['tokenreviews', 'selfsubjectreviews']);

const username = at('impersonatedUser.username', 'user.username');
const resource = at('objectRef.resource');
const namespace = at('objectRef.namespace');
const subresource = at('objectRef.subresource');
const answer = {
  code: at('responseStatus.code'),
  status: at('responseStatus.status'),
  reason: at('responseStatus.reason'),
  message: at('responseStatus.message'),
};
const verb = at('verb');

/** Kubernetes audit events, `audit.k8s.io` (import-mappings.md), those of Amazon EKS too. */
export const kubernetes = defineMapping({
  name: 'kubernetes',
  title: 'Kubernetes audit',
  matches: (record) =>
    record['kind'] === 'Event' && (isAuditVersion(record['apiVersion']) || isRequest(record)),
  time: at(
    'requestReceivedTimestamp',
    'timestamp',
    'stageTimestamp',
    'metadata.creationTimestamp',
    'p_event_time',
  ),
  timeField: 'requestReceivedTimestamp',
  action: actionOf,
  category: (record) => (isSignIn(record) ? 'auth' : record['level']),
  isAuth: isSignIn,
  isWrite: (record) => WRITES.has(record['verb']) && !isSignIn(record),
  outcome: (record) => codeOf(record) ?? decisionOf(record),
  // A refusal that gives no reason is known by its code.
  severity: (record) => ([401, 403].includes(codeOf(record) ?? 0) ? 'warning' : undefined),
  actorId: at('user.uid', 'user.username'),
  actorName: username,
  actorType: (record) => actorTypeOf(nameText(username(record))),
  targets: targetsOf,
  services: (record) => ['kubernetes', objectAt(record, 'objectRef')['apiGroup']],
  message: at('responseStatus.message', 'requestURI'),
  ip: at('sourceIPs'),
  userAgent: at('userAgent'),
  correlationId: at('auditID'),
  errorType: (record) => (hasFailed(record) ? answer.reason(record) : null),
  errorMessage: (record) => (hasFailed(record) ? answer.message(record) : null),
  // One request is told of at each of its stages, under one id.
  sourceId: (record) => {
    const id = nameText(record['auditID']);
    return id === null ? null : `${id} ${nameText(record['stage']) ?? ''}`.trimEnd();
  },
});

function isAuditVersion(version: unknown): boolean {
  return typeof version === 'string' && version.startsWith('audit.k8s.io/');
}

/** Forwarders leave the version away; a cluster's own events are of kind `Event` too, without a verb. */
function isRequest(record: ParsedRecord): boolean {
  return (
    typeof record['verb'] === 'string' &&
    (isObject(record['objectRef']) || typeof record['requestURI'] === 'string')
  );
}

function isSignIn(record: ParsedRecord): boolean {
  return SIGN_IN.has(resource(record));
}

/** `create pods/exec`; requests that are about no resource have a verb alone. */
function actionOf(record: ParsedRecord): string | null {
  const words = [verb(record), resourceOf(record)].filter((word) => typeof word === 'string');
  return words.length === 0 ? null : words.join(' ');
}

function resourceOf(record: ParsedRecord): string | null {
  const name = nameText(resource(record));
  const part = nameText(subresource(record));
  return name === null || part === null ? name : `${name}/${part}`;
}

/** HTTP's status; null if the request was not answered yet. */
function codeOf(record: ParsedRecord): number | null {
  const code = answer.code(record);
  return typeof code === 'number' ? code : null;
}

function hasFailed(record: ParsedRecord): boolean {
  const code = codeOf(record);
  return code === null ? answer.status(record) === 'Failure' : code >= 400;
}

function decisionOf(record: ParsedRecord): 'success' | 'failure' | null {
  if (hasFailed(record)) return 'failure';
  const decision = objectAt(record, 'annotations')['authorization.k8s.io/decision'];
  if (decision === 'forbid') return 'failure';
  return decision === 'allow' ? 'success' : null;
}

function actorTypeOf(name: string | null): string | null {
  if (name === null) return null;
  if (name === 'system:anonymous') return 'anonymous';
  if (name.startsWith('system:serviceaccount:')) return 'service';
  return name.startsWith('system:') && name !== 'system:admin' ? 'system' : 'user';
}

/** What is being created has its name in the answer or the request only. */
const targetName = at(
  'objectRef.name',
  'responseObject.metadata.name',
  'requestObject.metadata.name',
);

function targetsOf(record: ParsedRecord): GivenTarget[] {
  const type = resource(record);
  if (type === undefined) return pathsOf(record);
  const name = nameText(targetName(record));
  const id = [nameText(namespace(record)), name].filter((part) => part !== null).join('/');
  return [{ type, id: id === '' ? type : id, name }];
}

/** What is asked for outside of resources: `/healthz`, `/apis/policy/v1beta1`. */
function pathsOf(record: ParsedRecord): GivenTarget[] {
  return [{ type: 'path', id: nameText(record['requestURI'])?.split('?', 1)[0] }];
}
