import type { Outcome } from '#shared/model/vocabulary.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import { nameText } from './field-text.ts';
import type { Mapping } from './mapping.ts';
import { at, isThere } from './record-path.ts';
import type { Rule } from './record-path.ts';
import { rowId } from './row-id.ts';
import { withMetadataRead } from './stored-json.ts';

const action = at('action');

const rules = defineMapping({
  name: 'activity-log',
  title: 'Table activity_log of an application',
  matches: () => true,
  time: at('ts'),
  timeField: 'ts',
  action,
  category: at('category'),
  outcome: outcomeOf,
  severity: at('severity'),
  actorId: at('actor'),
  actorName: at('actor'),
  targets: (record) => [
    {
      type: at('entity_type')(record),
      id: at('entity_id')(record),
      name: at('entity_name')(record),
    },
  ],
  message: at('message'),
  ip: metadataAt('metadata.ip', 'metadata.ip_address', 'metadata.client_ip'),
  userAgent: metadataAt('metadata.user_agent'),
  errorType: metadataAt('metadata.error_type'),
  errorMessage: metadataAt('metadata.error', 'metadata.error_message'),
  stackTrace: metadataAt('metadata.stack_trace'),
  sourceId: (record) => rowId(record),
});

/** Rows of a table `activity_log`, whose metadata is JSON text. */
export const activityLog: Mapping = {
  ...rules,
  matches: (record) =>
    typeof record['action'] === 'string' &&
    typeof record['actor'] === 'string' &&
    typeof record['category'] === 'string' &&
    isThere(record['ts']) &&
    Object.hasOwn(record, 'entity_type'),
  map: (record, context) => rules.map(withMetadataRead(record), context),
};

/** Metadata that is no object stays what it is, beside the fields. */
function metadataAt(...paths: readonly string[]): Rule {
  const rule = at(...paths);
  return (record) => rule(record);
}

/** The table has no outcome: the action says that something failed, or the severity does. */
function outcomeOf(record: ParsedRecord): Outcome | undefined {
  if (/fail|denied|reject/iu.test(nameText(action(record)) ?? '')) return 'failure';
  return record['severity'] === 'error' ? 'error' : undefined;
}
