import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import type { GivenTarget } from './event-fields.ts';
import { nameText } from './field-text.ts';
import { perRecord } from './per-record.ts';
import { at, listAt, objectAt } from './record-path.ts';

/** Lines that only tell more of the event that another line is about. */
const DETAILS =
  /^(?:CWD|PATH|EXECVE|PROCTITLE|SOCKADDR|SYSCALL|EOE|OBJ_PID|IPC|FD_PAIR|BPRM_FCAPS|UNKNOWN)/u;

/** Groups of types, the first that fits; the audit system numbers them in ranges alike. */
const GROUPS: readonly (readonly [types: RegExp, group: string])[] = [
  [
    /^(?:ADD|DEL)_(?:USER|GROUP)$|^(?:USER_MGMT|GRP_MGMT|USER_CHAUTHTOK|ACCT_LOCK|ACCT_UNLOCK|ROLE_ASSIGN|ROLE_REMOVE)$/u,
    'account',
  ],
  [
    /^(?:USER_(?:AUTH|ACCT|LOGIN|LOGOUT|START|END|ERR|ROLE_CHANGE)|CRED_|LOGIN$|GRP_AUTH|CHGRP_ID|CRYPTO_SESSION)/u,
    'auth',
  ],
  [/^USER_/u, 'user'],
  [/^(?:CONFIG_CHANGE|DAEMON_|SERVICE_|SYSTEM_|MAC_|FEATURE_CHANGE)/u, 'configuration'],
  [/^(?:AVC|USER_AVC|SELINUX_ERR|APPARMOR)/u, 'access'],
  [/^(?:ANOM_|RESP_|INTEGRITY_)/u, 'anomaly'],
  [/^SYSCALL/u, 'syscall'],
];

/** Numbers of errors that mean that access was denied. */
const DENIED: ReadonlyMap<string, string> = new Map([
  ['-1', 'EPERM'],
  ['-13', 'EACCES'],
]);

/** -1 in 32 bits: nobody has logged in. */
const UNSET = /^(?:4294967295|-1|unset|\?|\(null\)|\(none\)|)$/u;

const AVC = /avc: +(denied|granted) +\{ ([^}]{1,200}?) \}/u;

const avcOf = perRecord(({ text }) => (typeof text === 'string' ? AVC.exec(text) : null));

/**
 * Linux audit: one record is all lines of one event, joined by serial number and taken apart
 * (import-mappings.md).
 */
export const auditd = defineMapping({
  name: 'auditd',
  title: 'Linux audit (auditd)',
  matches: (record) =>
    typeof record['serial'] === 'string' &&
    Array.isArray(record['types']) &&
    typeof record['text'] === 'string',
  time: at('time'),
  timeField: 'msg=audit(…)',
  action: actionOf,
  category: groupOf,
  outcome: outcomeOf,
  severity: (record) =>
    errnoOf(record) !== undefined || isDeniedBy(record) || groupOf(record) === 'anomaly'
      ? 'warning'
      : undefined,
  actorId: (record) =>
    field(record, 'auid') ?? (isLogin(record) ? undefined : field(record, 'uid')),
  // Before somebody is logged in, only the account is known that they ask for.
  actorName: (record) =>
    field(record, 'AUID') ??
    (isLogin(record) ? field(record, 'acct') : undefined) ??
    field(record, 'UID'),
  targets: targetsOf,
  services: (record) => [
    lastPartOf(field(record, 'exe')),
    record['node'] ?? field(record, 'hostname'),
  ],
  message: Object.assign((record: ParsedRecord) => firstLineOf(record['text']), { keys: ['text'] }),
  ip: (record) => field(record, 'addr'),
  host: (record) => record['node'],
  sessionId: (record) => field(record, 'ses'),
  errorType: (record) =>
    outcomeOf(record) === 'failure' ? (errnoOf(record) ?? field(record, 'exit')) : undefined,
  isAuth: (record) => groupOf(record) === 'auth',
  isWrite: (record) => ['account', 'configuration'].includes(groupOf(record)),
});

/** A value of the event; undefined if it is not there or says that there is none. */
function field(record: ParsedRecord, name: string): string | undefined {
  const fields = objectAt(record, 'fields');
  const text = Object.hasOwn(fields, name) ? nameText(fields[name]) : null;
  return text === null || UNSET.test(text) ? undefined : text;
}

/** The type that says what happened; of a system call, that it was one. */
function typeOf(record: ParsedRecord): string {
  const types = listAt(record, 'types')
    .map(nameText)
    .filter((type) => type !== null);
  return types.find((type) => !DETAILS.test(type)) ?? types[0] ?? 'audit';
}

/** `USER_AUTH pubkey`, `SYSCALL execve`, `AVC getattr`. */
function actionOf(record: ParsedRecord): string {
  const type = typeOf(record);
  const operation =
    field(record, 'op') ??
    avcOf(record)?.[2] ??
    (type === 'SYSCALL' ? field(record, 'SYSCALL') : undefined);
  return operation === undefined ? type : `${type} ${operation}`;
}

function groupOf(record: ParsedRecord): string {
  const type = typeOf(record);
  return GROUPS.find(([types]) => types.test(type))?.[1] ?? 'audit';
}

function isLogin(record: ParsedRecord): boolean {
  return field(record, 'auid') === undefined && groupOf(record) === 'auth';
}

/** `res=success`, `res=0` for failed, `success=yes`; what SELinux denied failed. */
function outcomeOf(record: ParsedRecord): string | undefined {
  if (isDeniedBy(record)) return 'failure';
  const result = field(record, 'res') ?? field(record, 'success');
  if (result === undefined) return undefined;
  return /^(?:1|yes|success)$/u.test(result) ? 'success' : 'failure';
}

function isDeniedBy(record: ParsedRecord): boolean {
  return avcOf(record)?.[1] === 'denied';
}

function errnoOf(record: ParsedRecord): string | undefined {
  const exit = field(record, 'exit') ?? '';
  return DENIED.get(exit) ?? /^(?:EPERM|EACCES)\b/u.exec(exit)?.[0];
}

function targetsOf(record: ParsedRecord): GivenTarget[] {
  const exe = field(record, 'exe');
  const name = field(record, 'name') ?? field(record, 'path');
  return [
    { type: 'user', id: isLogin(record) ? undefined : field(record, 'acct') },
    { type: 'command', id: field(record, 'cmd') },
    { type: 'process', id: exe, name: lastPartOf(exe) },
    { type: 'file', id: name === exe ? undefined : name },
  ];
}

function lastPartOf(path: string | undefined): string | undefined {
  return path?.slice(path.lastIndexOf('/') + 1);
}

/** The line as it was written; the separator of the enriched part is no character for people. */
function firstLineOf(text: unknown): string | undefined {
  return typeof text === 'string'
    ? /^[^\n]*/u.exec(text)?.[0].replaceAll('\u001d', ' ')
    : undefined;
}
