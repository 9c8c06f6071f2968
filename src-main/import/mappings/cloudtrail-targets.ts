import { isIP } from 'node:net';
import type { EventTarget } from '#shared/model/audit-event.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { nameText } from './field-text.ts';
import { jsonIn } from './json-text.ts';

/** Request parameters that name a thing. `roleSessionName` names a session, tokens name nothing. */
const ID_LIKE =
  /^(?!roleSession|client|version|next)(?:name|.*(?:Id|ID|Arn|ARN|Name|Identifier))$/u;
const ID_SUFFIX = /(?:Id|ID|Arn|ARN|Name|Identifier)$/u;

/** Parameters such as `instancesSet` list what they are about; filters and tags list conditions. */
const SET_OF_IDS = /^(?!filter|tag|attribute).*Set$/u;

const MOST_TARGETS = 50;

/**
 * What a CloudTrail record is about: its resources; where it names none, the id-like request
 * parameters; then the services that took part, as targets of type `service`.
 */
export function targetsOf(record: ParsedRecord, action: string): EventTarget[] {
  const targets = resourcesOf(record);
  if (targets.length === 0) addParameters(targets, jsonIn(record['requestParameters']), action);
  addServices(targets, record);
  return targets;
}

function resourcesOf(record: ParsedRecord): EventTarget[] {
  const resources = record['resources'];
  if (!Array.isArray(resources)) return [];
  const targets: EventTarget[] = [];
  for (const resource of resources.slice(0, MOST_TARGETS)) {
    if (!isObject(resource)) continue;
    const id = nameText(resource['ARN']) ?? nameText(resource['ARNPrefix']);
    if (id === null) continue;
    targets.push({ type: nameText(resource['type']) ?? typeOfArn(id), id, name: nameOf(id) });
  }
  return targets;
}

function addParameters(targets: EventTarget[], parameters: unknown, action: string): void {
  if (!isObject(parameters)) return;
  for (const key in parameters) {
    if (targets.length >= MOST_TARGETS) return;
    const value = parameters[key];
    if (typeof value === 'string' && ID_LIKE.test(key)) {
      const type = key.replace(ID_SUFFIX, '');
      addTarget(targets, type === '' || type === 'name' ? nounOf(action) : type, value);
    } else if (isObject(value) && SET_OF_IDS.test(key)) {
      addSet(targets, value['items']);
    }
  }
}

/** `{"items": [{"instanceId": "i-…"}]}` */
function addSet(targets: EventTarget[], items: unknown): void {
  if (!Array.isArray(items)) return;
  for (const item of items.slice(0, MOST_TARGETS - targets.length)) {
    if (!isObject(item)) continue;
    for (const key in item) {
      const value = item[key];
      if (/(?:Id|Arn)$/u.test(key) && typeof value === 'string') {
        addTarget(targets, key.replace(ID_SUFFIX, ''), value);
      }
    }
  }
}

function addTarget(targets: EventTarget[], type: string, value: string): void {
  const id = nameText(value);
  if (id === null) return;
  targets.push({ type: nameText(type) ?? 'resource', id, name: nameOf(id) });
}

function addServices(targets: EventTarget[], record: ParsedRecord): void {
  addService(targets, record['eventSource']);
  const identity = record['userIdentity'];
  if (isObject(identity)) addService(targets, identity['invokedBy']);
  for (const { id } of targets.filter(({ type }) => type !== 'service')) {
    if (id.startsWith('arn:')) addService(targets, id.split(':', 3)[2]);
  }
  const address = record['sourceIPAddress'];
  if (typeof address === 'string' && isIP(address) === 0) addService(targets, address);
}

function addService(targets: EventTarget[], value: unknown): void {
  const id = nameText(value)?.replace(/\.amazonaws\.com(?:\.cn)?$/u, '');
  if (id === undefined || id === '') return;
  if (!targets.some((target) => target.type === 'service' && target.id === id)) {
    targets.push({ type: 'service', id, name: null });
  }
}

/** `parameter` of `arn:aws:ssm:us-east-1:123456789012:parameter/name`; else the service. */
function typeOfArn(arn: string): string {
  const [, , service = '', region = '', account = '', ...rest] = arn.split(':');
  const type = /^[^:/]+(?=[:/])/u.exec(rest.join(':'))?.[0];
  // What has neither region nor account is an S3 bucket or object, without a type in front.
  if (type !== undefined && region + account !== '') return type;
  return service === '' ? 'resource' : service;
}

/** What stands last in an ARN; null for anything else, which has no other name than itself. */
function nameOf(id: string): string | null {
  if (!id.startsWith('arn:')) return null;
  const part = id.slice(id.search(/[^:/]*$/u));
  return part === '' ? null : part;
}

/** `parameter` of `DeleteParameter`: what an action is about if its parameters do not say. */
function nounOf(action: string): string {
  const noun = /^[A-Z][a-z]+([A-Z][A-Za-z]+)/u.exec(action)?.[1];
  return noun === undefined ? 'resource' : noun.charAt(0).toLowerCase() + noun.slice(1);
}
