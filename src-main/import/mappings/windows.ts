import type { Severity } from '#shared/model/vocabulary.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import { nameText } from './field-text.ts';
import type { Mapping } from './mapping.ts';
import { at, firstOf, isThere } from './record-path.ts';
import type { Rule } from './record-path.ts';
import { readSeverity } from './words.ts';
import { withEventData, withSubject } from './windows-data.ts';
import { windowsOutcome } from './windows-outcome.ts';
import { windowsTargets } from './windows-targets.ts';

/** Getting in and out, with passwords, tickets and tokens. */
const AUTH = new Set('4624 4625 4634 4647 4648 4672 4768 4769 4770 4771 4776 4778 4779'.split(' '));

/** Of these the target is the one who acted: the subject is the system that let them in. */
const TARGET_ACTS = new Set('4624 4625 4627 4634 4647 4768 4769 4770 4771 4776'.split(' '));

/** A log was cleared. */
const CLEARED = new Set(['1102', '104', '517']);

/**
 * Events of changes, by number, since words such as “enabled” stand in names of all kinds of them:
 * the audit log and its policy, objects' permissions, processes, services, tasks, rights, accounts,
 * groups, firewall rules, directory objects; in Sysmon files and the registry.
 */
const CHANGES = new Set(
  '104 517 1102 4657 4670 4697 4698 4699 4700 4701 4702 4704 4705 4706 4707 4713 4715 4716 4717 4718 4719 4780 4781 4794 4904 4905 4946 4947 4948 4950 5136 5137 5138 5139 5141 7045'.split(
    ' ',
  ),
);
const SYSMON_CHANGES = new Set('11 12 13 14 23 26'.split(' '));

/** Texts of these channels are the same for each event of a kind. */
const FIXED_TEXTS = /^(?:Security|Microsoft-Windows-Sysmon\/Operational)$/u;

const hostname = at('Hostname', 'Computer');
const channel = at('Channel', 'EventLog');
const text = at('Message', 'Activity', 'RenderedDescription');
const subjectSid = known('SubjectUserSid', 'UserID', 'UserSid');
const targetSid = known('TargetUserSid', 'TargetSid');

const rules = defineMapping({
  name: 'windows-event',
  title: 'Windows event log',
  matches: () => true,
  // EventTime is the clock on the wall of the machine, without its zone.
  time: at('@timestamp', 'TimeCreated', 'TimeGenerated'),
  timeField: '@timestamp or TimeCreated',
  action: actionOf,
  category: firstOf(channel, at('Category')),
  outcome: Object.assign((record: ParsedRecord) => windowsOutcome(record, idOf(record)), {
    // Rounded, so that it must not look as if it were exact.
    keys: ['Keywords'],
  }),
  severity: severityOf,
  actorId: (record) => {
    const sid = isTargetActing(record) ? targetSid(record) : subjectSid(record);
    return sid === 'S-1-0-0' ? undefined : sid;
  },
  actorName: actorNameOf,
  actorType: (record) => {
    if (/^S-1-5-(?:18|19|20)$/u.test(nameText(subjectSid(record)) ?? '')) return 'system';
    const name = actorNameOf(record);
    return name === undefined ? undefined : name.endsWith('$') ? 'service' : 'user';
  },
  targets: (record) => windowsTargets(record, isTargetActing(record)),
  services: (record) => [hostname(record), at('SourceName', 'EventSourceName', 'Source')(record)],
  message: (record) => firstLineOf(text(record)),
  ip: known('IpAddress', 'SourceAddress', 'SourceIp', 'ClientAddress'),
  host: hostname,
  sessionId: (record) => {
    const id = isTargetActing(record)
      ? known('TargetLogonId', 'SubjectLogonId')(record)
      : known('SubjectLogonId')(record);
    return id === '0x0' ? undefined : id;
  },
  correlationId: known('ActivityID'),
  errorType: (record) => {
    // Of a process that ends it is what the process returned.
    const status = idOf(record) === '4689' ? null : nameText(known('Status')(record));
    return status === null || /^0x0+$/u.test(status) ? known('FailureReason')(record) : status;
  },
  isAuth: (record) => AUTH.has(idOf(record) ?? '') || undefined,
  isWrite: isChange,
  sourceId: (record) => {
    const number = at('RecordNumber', 'EventRecordID')(record);
    const place = [nameText(hostname(record)), nameText(channel(record)), nameText(number)];
    return place.includes(null) ? null : JSON.stringify(place);
  },
});

/**
 * Windows events as NXLog, Winlogbeat, PowerShell and Log Analytics write them: one flat object
 * each (import-mappings.md). A dash means that there is nothing.
 */
export const windows: Mapping = {
  ...rules,
  matches: (record) =>
    idOf(record) !== null && (isThere(channel(record)) || isThere(hostname(record))),
  map: (record, context) => rules.map(withSubject(withEventData(record)), context),
};

function idOf(record: ParsedRecord): string | null {
  const id = nameText(record['EventID']);
  return id !== null && /^\d{1,6}$/u.test(id) ? id : null;
}

/** The first of several fields that holds more than a dash. */
function known(...names: readonly string[]): Rule {
  const find = (record: ParsedRecord): unknown =>
    names.map((name) => record[name]).find((value) => isThere(value) && value !== '-');
  return Object.assign(find, { keys: names });
}

/** `4624 Logon`, `13 Registry value set`: the number, and what events of this number are called. */
function actionOf(record: ParsedRecord): string {
  const id = idOf(record) ?? '';
  const category = known('Category')(record);
  const activity = known('Activity')(record);
  const isFixed = FIXED_TEXTS.test(nameText(channel(record)) ?? '');
  const title = category ?? activity ?? (isFixed ? firstLineOf(text(record)) : undefined);
  const name = (nameText(title) ?? '')
    .replace(/ \(rule: \w+\)$/u, '')
    .replace(/^\d+(?: - |$)/u, '')
    .replace(/[.:]$/u, '');
  return name === '' ? id : `${id} ${name}`;
}

function isChange(record: ParsedRecord): boolean {
  const id = idOf(record) ?? '';
  if (/Sysmon/u.test(nameText(channel(record)) ?? '')) return SYSMON_CHANGES.has(id);
  // Accounts and groups have a range of their own.
  return CHANGES.has(id) || (Number(id) >= 4720 && Number(id) <= 4767);
}

function firstLineOf(value: unknown): string | undefined {
  return typeof value === 'string'
    ? /^[^\r\n]*/u.exec(value.trimStart())?.[0].replace(/\s*:?$/u, '')
    : undefined;
}

function isTargetActing(record: ParsedRecord): boolean {
  return TARGET_ACTS.has(idOf(record) ?? '');
}

function actorNameOf(record: ParsedRecord): string | undefined {
  const named = (domain: string, user: string): string | null =>
    accountOf(known(domain)(record), known(user)(record));
  return (
    (isTargetActing(record)
      ? named('TargetDomainName', 'TargetUserName')
      : (named('SubjectDomainName', 'SubjectUserName') ??
        nameText(known('User', 'Account')(record)) ??
        named('Domain', 'AccountName') ??
        nameText(known('UserName')(record)))) ?? undefined
  );
}

function accountOf(domain: unknown, user: unknown): string | null {
  const name = nameText(user);
  const prefix = nameText(domain);
  return name === null || prefix === null ? name : `${prefix}\\${name}`;
}

/** Levels of Log Analytics: 1 to 5, and 0, 8 and 16 for audits, which say nothing. */
function severityOf(record: ParsedRecord): Severity | undefined {
  if (CLEARED.has(idOf(record) ?? '')) return 'error';
  const word = readSeverity(at('Severity', 'EventLevelName')(record));
  if (word !== null) return word;
  const level = nameText(at('Level', 'EventLevel')(record));
  return level === '1'
    ? 'critical'
    : level === '2'
      ? 'error'
      : level === '3'
        ? 'warning'
        : undefined;
}
