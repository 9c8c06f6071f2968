import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import { nameText } from './field-text.ts';
import { at, listAt } from './record-path.ts';
import { readOutcome } from './words.ts';

const action = at('eventType', 'eventtype');
const reason = at('outcome.reason');
const result = at('outcome.result');

/** Okta System Log (import-mappings.md); field names: Okta's `LogEvent`. */
export const okta = defineMapping({
  name: 'okta',
  title: 'Okta System Log',
  matches: (record) =>
    typeof (record['eventType'] ?? record['eventtype']) === 'string' &&
    isObject(record['actor']) &&
    (typeof record['published'] === 'string' ||
      (isObject(record['outcome']) && typeof record['actor']['alternateId'] === 'string')),
  time: at('published', 'p_event_time'),
  timeField: 'published',
  action,
  category: (record) => nameText(action(record))?.split('.')[0],
  // CHALLENGE, SKIPPED and the like are neither success nor failure, whatever their reason.
  outcome: (record) => readOutcome(result(record)) ?? 'unknown',
  severity: at('severity'),
  actorId: at('actor.id'),
  actorName: at('actor.alternateId', 'actor.displayName'),
  actorType: at('actor.type'),
  targets: (record) =>
    targetsOf(record).map((target) => ({
      type: target['type'],
      id: target['id'] ?? target['alternateId'],
      name: target['displayName'],
    })),
  services: (record) =>
    targetsOf(record)
      .filter((target) => target['type'] === 'AppInstance')
      .map((target) => target['displayName']),
  message: at('displayMessage', 'displaymessage'),
  ip: at('client.ipAddress'),
  userAgent: at('client.userAgent.rawUserAgent'),
  sessionId: at(
    'authenticationContext.externalSessionId',
    'authenticationcontext.externalSessionId',
  ),
  correlationId: at('transaction.id'),
  errorType: (record) => (readOutcome(result(record)) === 'failure' ? reason(record) : null),
  sourceId: at('uuid'),
});

function targetsOf(record: ParsedRecord): ParsedRecord[] {
  return listAt(record, 'target').filter(isObject);
}
