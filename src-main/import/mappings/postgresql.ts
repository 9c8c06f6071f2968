import type { Severity } from '#shared/model/vocabulary.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import { nameText } from './field-text.ts';
import { at } from './record-path.ts';
import { readSeverity } from './words.ts';

const severity = at('error_severity', 'level');
const user = at('user_name', 'user');
const state = at('sql_state_code', 'state_code');
const database = at('database_name', 'dbname', 'database');

/** States of a session, which stand where commands do. */
const IDLE = /^idle(?: in transaction(?: \(aborted\))?)?$/iu;

const STATEMENT =
  /^(?:duration: [\d.]+ ms +)?(?:statement|execute [^:]{1,200}|parse [^:]{1,200}|bind [^:]{1,200}): *([A-Za-z]+)(?: +([A-Za-z]+))?/u;

/** `password authentication failed for user …`, and the same of other methods. */
const REFUSED = /^[\w -]{0,40}authentication failed/iu;

/** Lines of text that tell more of the line before. */
const CONTINUED = /^(?:DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION)$/u;

/** Statements whose second word says what they are about. */
const TWO_WORDS = /^(?:ALTER|CREATE|DROP|GRANT|REVOKE|REINDEX|COMMENT)$/u;

/**
 * PostgreSQL's log: rows of csvlog, whose columns the reader names as the manual does, jsonlog, and
 * lines of text (import-mappings.md).
 */
export const postgresql = defineMapping({
  name: 'postgresql',
  title: 'PostgreSQL log',
  matches: (record) =>
    (typeof record['error_severity'] === 'string' &&
      (record['log_time'] ?? record['timestamp'] ?? null) !== null) ||
    (record['form'] === 'postgresql' && typeof record['message'] === 'string'),
  time: at('log_time', 'timestamp', 'time'),
  timeField: 'log_time',
  action: actionOf,
  category: severity,
  outcome: (record) => {
    if (/^(?:ERROR|FATAL|PANIC)$/u.test(nameText(severity(record)) ?? '')) return 'failure';
    return nameText(state(record)) === '00000' ? 'success' : undefined;
  },
  severity: severityOf,
  actorId: user,
  actorName: user,
  targets: (record) => [{ type: 'database', id: database(record) }],
  services: (record) => [record['application_name']],
  message: (record) => {
    const message = nameText(record['message']) === null ? undefined : record['message'];
    const detail = nameText(record['detail']) === null ? '' : `\n${String(record['detail'])}`;
    return typeof message === 'string' ? `${message}${detail}` : undefined;
  },
  durationMs: (record) => {
    const found = /^duration: ([\d.]+) ms/u.exec(nameText(record['message']) ?? '')?.[1];
    return found === undefined ? undefined : Math.round(Number(found));
  },
  ip: at('connection_from', 'remote_host'),
  userAgent: at('application_name'),
  host: at('host'),
  sessionId: at('session_id'),
  errorType: state,
  errorMessage: (record) =>
    /^(?:ERROR|FATAL|PANIC)$/u.test(nameText(severity(record)) ?? '')
      ? record['message']
      : undefined,
  isAuth: (record) =>
    record['command_tag'] === 'authentication' ||
    (nameText(state(record)) ?? '').startsWith('28') ||
    REFUSED.test(nameText(record['message']) ?? ''),
  isWrite: (record) =>
    /^(?:INSERT|UPDATE|DELETE|TRUNCATE|MERGE|COPY|ALTER|CREATE|DROP|GRANT|REVOKE)\b/u.test(
      actionOf(record),
    ),
});

/** The statement that was logged, the command that ran, or what the message begins with. */
function actionOf(record: ParsedRecord): string {
  const level = nameText(record['level']) ?? '';
  if (CONTINUED.test(level)) return level.toLowerCase();
  const message = nameText(record['message']) ?? '';
  const [, first, second] = STATEMENT.exec(message) ?? [];
  if (first !== undefined) {
    const verb = first.toUpperCase();
    return second !== undefined && TWO_WORDS.test(verb) ? `${verb} ${second.toUpperCase()}` : verb;
  }
  const tag = nameText(at('command_tag', 'ps')(record));
  if (tag !== null && !IDLE.test(tag)) return tag;
  return REFUSED.test(message) ? 'authentication' : (/^[\w-]+/u.exec(message)?.[0] ?? 'log');
}

/** FATAL ends a session and PANIC the server, which other logs call an error and a disaster. */
function severityOf(record: ParsedRecord): Severity | null {
  const word = nameText(severity(record));
  return word === 'FATAL' ? 'error' : readSeverity(word);
}
