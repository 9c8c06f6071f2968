import { isObject } from '../formats/json-record.ts';
import { defineMapping } from './define-mapping.ts';
import { at, listAt } from './record-path.ts';
import { nameText } from './field-text.ts';

const action = at('eventType', 'eventtype');

/** Okta System Log (import-mappings.md); field names: Okta's `LogEvent`. */
export const okta = defineMapping({
  name: 'okta',
  title: 'Okta System Log',
  matches: (record) =>
    typeof record['published'] === 'string' &&
    action(record) !== undefined &&
    isObject(record['actor']),
  time: at('published'),
  timeField: 'published',
  action,
  category: (record) => nameText(action(record))?.split('.')[0],
  outcome: at('outcome.result'),
  severity: at('severity'),
  actorId: at('actor.id'),
  actorName: at('actor.alternateId', 'actor.displayName'),
  actorType: at('actor.type'),
  targets: (record) =>
    targetsOf(record).map((target) => ({
      type: target['type'],
      id: target['id'],
      name: target['displayName'],
    })),
  services: (record) =>
    targetsOf(record)
      .filter((target) => target['type'] === 'AppInstance')
      .map((target) => target['displayName']),
  message: at('displayMessage'),
  ip: at('client.ipAddress'),
  userAgent: at('client.userAgent.rawUserAgent'),
  sessionId: at('authenticationContext.externalSessionId'),
  correlationId: at('transaction.id'),
  errorType: (record) =>
    at('outcome.result')(record) === 'SUCCESS' ? null : at('outcome.reason')(record),
  sourceId: at('uuid'),
});

function targetsOf(record: Parameters<typeof action>[0]): Readonly<Record<string, unknown>>[] {
  return listAt(record, 'target').filter(isObject);
}
