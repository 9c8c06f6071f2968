import type { EventTarget } from '#shared/model/audit-event.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { isObject } from '../formats/json-record.ts';
import { FieldIndex } from './field-index.ts';
import { plainName } from './field-text.ts';
import { GENERIC_FIELDS } from './generic-fields.ts';

/**
 * What a record of an unknown vendor is about: the things it names as targets, else things spread
 * over flat fields (`resource_type`, `resource_id`), else fields that are things by their name.
 */
export function targetsOf(fields: FieldIndex): EventTarget[] {
  const targets = namedTargets(fields);
  if (targets.length === 0) targets.push(...flatTargets(fields));
  if (targets.length === 0) targets.push(...typedTargets(fields));
  return targets;
}

function namedTargets(fields: FieldIndex): EventTarget[] {
  for (const name of GENERIC_FIELDS.target) {
    const value = fields.get(name);
    const values = Array.isArray(value) ? value.slice(0, LIMITS.targets) : [value];
    const targets = values.map((item) => toTarget(item, name)).filter((target) => target !== null);
    if (targets.length > 0) return targets;
  }
  return [];
}

/** A thing as an object with an id or name, or as plain text. */
function toTarget(value: unknown, fieldName: string): EventTarget | null {
  const fallbackType = fieldName.replace(/s$|ref$/u, '');
  if (!isObject(value)) {
    const id = plainName(value);
    return id === null ? null : { type: fallbackType, id, name: null };
  }
  const thing = new FieldIndex(value);
  const type = thing.read(['type', 'resourcetype', 'resource', 'kind'], plainName) ?? fallbackType;
  const name = thing.read(['displayname', 'name', 'title', 'alternateid'], plainName);
  const id = thing.read(['id', 'uid', 'arn', 'path', 'uri'], plainName) ?? name;
  if (id !== null) return { type, id, name: name === id ? null : name };
  // Slack puts the thing under its type: {"type": "user", "user": {"id": …}}.
  const inner = thing.get(type.toLowerCase());
  const target = isObject(inner) ? toTarget(inner, type) : null;
  return target && { ...target, type };
}

function flatTargets(fields: FieldIndex): EventTarget[] {
  const targets: EventTarget[] = [];
  for (const prefix of GENERIC_FIELDS.targetPrefixes) {
    const name = fields.read([`${prefix}name`, `${prefix}path`, `${prefix}title`], plainName);
    const id = fields.read([`${prefix}id`, `${prefix}key`], plainName) ?? name;
    const type = fields.read([`${prefix}type`], plainName) ?? prefix;
    if (id !== null) targets.push({ type, id, name: name === id ? null : name });
  }
  return targets;
}

function typedTargets(fields: FieldIndex): EventTarget[] {
  for (const type of GENERIC_FIELDS.typedTargets) {
    const id = fields.read([type], plainName);
    if (id !== null) return [{ type: type === 'repo' ? 'repository' : type, id, name: null }];
  }
  return [];
}

/** The services that took part. */
export function servicesOf(fields: FieldIndex): string[] {
  const services: string[] = [];
  const one = fields.read(GENERIC_FIELDS.service, plainName);
  if (one !== null) services.push(one);
  for (const name of GENERIC_FIELDS.services) {
    const value = fields.get(name);
    for (const item of Array.isArray(value) ? value.slice(0, LIMITS.targets) : []) {
      const service = plainName(item);
      if (service !== null) services.push(service);
    }
  }
  return services;
}
