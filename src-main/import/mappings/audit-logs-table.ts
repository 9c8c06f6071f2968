import type { EventChanges } from '#shared/model/audit-event.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import type { Mapping } from './mapping.ts';
import { at, isThere, objectAt } from './record-path.ts';
import { rowId } from './row-id.ts';
import { changesFrom, withMetadataRead } from './stored-json.ts';

const action = at('action_type');

/** Old and new values of an update, as applications call them in metadata. */
const OLD = at('old_values', 'old_value', 'old', 'before');
const NEW = at('new_values', 'new_value', 'new', 'after');

const rules = defineMapping({
  name: 'audit-logs-table',
  title: 'Table audit_logs of an application',
  matches: () => true,
  time: at('timestamp', 'created_at'),
  timeField: 'timestamp',
  action,
  category: at('category'),
  outcome: at('status'),
  severity: at('severity'),
  actorId: at('user_id'),
  actorName: at('user_name', 'username', 'user_email'),
  targets: (record) => [
    {
      type: at('resource_type')(record),
      id: at('resource_id')(record),
      name: at('resource_name')(record),
    },
  ],
  message: at('description'),
  changes: changesOf,
  ip: at('ip_address'),
  userAgent: at('user_agent'),
  sessionId: at('session_id'),
  correlationId: at('request_id', 'correlation_id'),
  errorType: at('error_type'),
  errorMessage: (record) =>
    isThere(record['error_type']) ? at('error_message', 'description')(record) : undefined,
  stackTrace: at('stack_trace', 'error_stack'),
  sourceId: (record) => rowId(record),
});

/**
 * Rows of a table `audit_logs` of a web application: who did what to which resource, with errors
 * and their stack traces beside the rest. Metadata may stand there as JSON text.
 */
export const auditLogsTable: Mapping = {
  ...rules,
  matches: (record) =>
    typeof record['action_type'] === 'string' &&
    Object.hasOwn(record, 'resource_type') &&
    (isThere(record['timestamp']) || isThere(record['created_at'])),
  map: (record, context) => rules.map(withMetadataRead(record), context),
};

function changesOf(record: ParsedRecord): EventChanges | null {
  const metadata = objectAt(record, 'metadata');
  return changesFrom(OLD(record) ?? OLD(metadata), NEW(record) ?? NEW(metadata));
}
