import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import { nameText } from './field-text.ts';
import { loginLine } from './login-lines.ts';
import { perRecord } from './per-record.ts';
import { at, firstOf } from './record-path.ts';
import { readMessage } from './stack-trace.ts';
import { readSeverity, readSyslogSeverity } from './words.ts';

const FORMS: ReadonlySet<unknown> = new Set(['syslog', 'postgresql', 'laravel', 'plain']);

/** Who runs what, in lines of cron: `(root) CMD (…)`. */
const CRON = /^ *\((?<user>[^)]{1,64})\) CMD /u;

const level = at('level');
const loginOf = perRecord((record) => loginLine(messageOf(record)));
const partsOf = perRecord((record) => readMessage(messageOf(record)));

/**
 * Lines of text logs, as the reader of text takes them apart: a time, and then a host, a program
 * and a level where they are written, and a message with all the lines that follow it.
 */
export const textLog = defineMapping({
  name: 'text-log',
  title: 'Text log',
  matches: (record) =>
    FORMS.has(record['form']) &&
    typeof record['time'] === 'string' &&
    typeof record['message'] === 'string',
  time: at('time'),
  timeField: 'time',
  action: firstOf(at('program', 'level'), () => 'log'),
  category: (record) => (loginOf(record) === null ? 'log' : 'auth'),
  outcome: (record) => {
    const severity = severityOf(record);
    const isBad = severity === 'error' || severity === 'critical';
    return loginOf(record)?.outcome ?? (isBad ? 'failure' : undefined);
  },
  severity: (record) =>
    // A failed login is logged as an information.
    loginOf(record)?.outcome === 'failure' && severityOf(record) === 'info'
      ? undefined
      : severityOf(record),
  actorName: (record) =>
    loginOf(record)?.user ?? at('user')(record) ?? CRON.exec(messageOf(record))?.groups?.['user'],
  targets: (record) => [{ type: 'user', id: loginOf(record)?.target }],
  services: (record) => [record['program']],
  message: Object.assign((record: ParsedRecord) => partsOf(record).text.trimStart(), {
    keys: ['message', 'form'],
  }),
  ip: (record) => loginOf(record)?.ip,
  host: at('host'),
  errorType: (record) => partsOf(record).errorType,
  stackTrace: (record) => partsOf(record).stackTrace,
  isAuth: (record) => loginOf(record) !== null,
  isWrite: () => false,
});

function messageOf(record: ParsedRecord): string {
  const message = record['message'];
  return typeof message === 'string' ? message : '';
}

/** Words, or syslog's numbers. */
function severityOf(record: ParsedRecord): ReturnType<typeof readSeverity> {
  const given = nameText(level(record));
  return readSeverity(given) ?? readSyslogSeverity(given);
}
