/** The columns of PostgreSQL's csvlog, in the words of its documentation ("Using CSV-Format Log Output"). */
const COLUMNS = [
  'log_time',
  'user_name',
  'database_name',
  'process_id',
  'connection_from',
  'session_id',
  'session_line_num',
  'command_tag',
  'session_start_time',
  'virtual_transaction_id',
  'transaction_id',
  'error_severity',
  'sql_state_code',
  'message',
  'detail',
  'hint',
  'internal_query',
  'internal_query_pos',
  'context',
  'query',
  'query_pos',
  'location',
  'application_name',
  'backend_type',
  'leader_pid',
  'query_id',
] as const;

/** Up to version 12, in version 13, from version 14. */
const COUNTS: ReadonlySet<number> = new Set([23, 24, 26]);

const LOG_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? \S{1,40}$/u;
const SESSION_ID = /^[\da-f]+\.[\da-f]+$/u;
const SEVERITY = /^(?:DEBUG[1-5]?|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC)$/u;
const SQL_STATE = /^[\dA-Z]{5}$/u;

/**
 * The columns of a csvlog, which has no header: they are told by how many there are.
 * @param row the values of its first row
 * @returns null if it is no row of a csvlog
 */
export function postgresqlColumns(row: readonly string[]): readonly string[] | null {
  if (!COUNTS.has(row.length)) return null;
  const isRow =
    LOG_TIME.test(row[0] ?? '') &&
    SESSION_ID.test(row[5] ?? '') &&
    SQL_STATE.test(row[12] ?? '') &&
    // Severities are translated by some servers.
    (SEVERITY.test(row[11] ?? '') || /^\d+$/u.test(row[6] ?? ''));
  return isRow ? COLUMNS.slice(0, row.length) : null;
}
