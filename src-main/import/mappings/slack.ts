import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import type { GivenTarget } from './event-fields.ts';
import { nameText } from './field-text.ts';
import { at, objectAt } from './record-path.ts';

const location = at('context.location.name');
const entityType = at('entity.type');
const action = at('action');

/** Slack's audit logs (import-mappings.md); `date_create` is a number, or text in exports. */
export const slack = defineMapping({
  name: 'slack',
  title: 'Slack audit logs',
  matches: (record) =>
    typeof record['action'] === 'string' &&
    inside(record, 'actor') !== NOTHING &&
    isObject(record['context']) &&
    isObject(record['context']['location']),
  time: at('date_create', 'p_event_time'),
  timeField: 'date_create',
  action,
  category: (record) => nameText(action(record))?.split(/[_.]/u, 1)[0],
  // There is no field for it: what is in the log has happened, failed sign-ins aside.
  outcome: (record) =>
    /(?:^|_)fail(?:ed|ure)?(?:_|$)/u.test(nameText(action(record)) ?? '') ? 'failure' : 'success',
  isAuth: (record) => /^user_(?:login|logout|session)/u.test(nameText(action(record)) ?? ''),
  actorId: (record) => inside(record, 'actor')['id'],
  actorName: (record) => {
    const actor = inside(record, 'actor');
    return actor['name'] ?? actor['email'];
  },
  actorType: at('actor.type'),
  targets: targetsOf,
  services: (record) => [location(record)],
  ip: at('context.ip_address'),
  userAgent: at('context.ua'),
  sessionId: at('context.session_id'),
  sourceId: at('id'),
});

function targetsOf(record: ParsedRecord): GivenTarget[] {
  const thing = inside(record, 'entity');
  const name = thing['name'] ?? thing['title'] ?? thing['email'];
  return [{ type: entityType(record), id: thing['id'], name }];
}

/** Who and what stand under their type: `{"type": "user", "user": {"id": …}}`. */
function inside(record: ParsedRecord, key: 'actor' | 'entity'): ParsedRecord {
  const outer = objectAt(record, key);
  const type = nameText(outer['type']) ?? '';
  const inner = Object.hasOwn(outer, type) ? outer[type] : undefined;
  return isObject(inner) ? inner : NOTHING;
}

const NOTHING: ParsedRecord = {};
