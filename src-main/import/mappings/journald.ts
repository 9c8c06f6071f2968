import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import { nameText } from './field-text.ts';
import { loginLine } from './login-lines.ts';
import { perRecord } from './per-record.ts';
import { at } from './record-path.ts';
import { readMessage } from './stack-trace.ts';
import { facilityName } from './syslog-facilities.ts';
import { readSyslogSeverity } from './words.ts';

const priority = at('PRIORITY');
const loginOf = perRecord((record) => loginLine(messageOf(record['MESSAGE'])));
const partsOf = perRecord((record) => readMessage(messageOf(record['MESSAGE'])));

/** systemd's journal, as `journalctl -o json` and `-o export` write it (import-mappings.md). */
export const journald = defineMapping({
  name: 'journald',
  title: 'systemd journal',
  matches: (record) =>
    record['__REALTIME_TIMESTAMP'] !== undefined ||
    record['_SOURCE_REALTIME_TIMESTAMP'] !== undefined,
  time: at('__REALTIME_TIMESTAMP', '_SOURCE_REALTIME_TIMESTAMP'),
  timeField: '__REALTIME_TIMESTAMP',
  action: at('SYSLOG_IDENTIFIER', '_COMM', '_SYSTEMD_UNIT'),
  category: (record) => facilityName(record['SYSLOG_FACILITY']) ?? 'log',
  outcome: (record) => {
    const isFailed = /^[0-3]$/u.test(nameText(priority(record)) ?? '');
    return loginOf(record)?.outcome ?? (isFailed ? 'failure' : undefined);
  },
  severity: (record) => {
    // A failed login is logged as an information.
    const severity = readSyslogSeverity(priority(record));
    return severity === 'info' && loginOf(record)?.outcome === 'failure' ? undefined : severity;
  },
  actorId: at('_UID', '_AUDIT_LOGINUID'),
  actorName: (record) =>
    loginOf(record)?.user ??
    at('_AUDIT_LOGINUID')(record) ??
    (nameText(record['_UID']) === '0' ? 'root' : undefined),
  targets: (record) => [
    { type: 'user', id: loginOf(record)?.target },
    { type: 'unit', id: at('_SYSTEMD_UNIT', 'UNIT')(record) },
  ],
  services: (record) => [record['_HOSTNAME']],
  message: Object.assign((record: ParsedRecord) => partsOf(record).text, { keys: ['MESSAGE'] }),
  ip: (record) => loginOf(record)?.ip,
  host: at('_HOSTNAME'),
  sessionId: at('_AUDIT_SESSION', '_SYSTEMD_SESSION'),
  errorType: (record) => at('ERRNO')(record) ?? partsOf(record).errorType,
  stackTrace: (record) => partsOf(record).stackTrace,
  isAuth: (record) => loginOf(record) !== null || undefined,
  sourceId: at('__CURSOR'),
});

/** Text; the bytes of what is no text; or a list of all, if the field was given several times. */
function messageOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return '';
  if (value.every(isByte)) return Buffer.from(value).toString('utf8');
  return value.map(messageOf).find((text) => text !== '') ?? '';
}

function isByte(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;
}
