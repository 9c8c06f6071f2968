import type { EventChanges } from '#shared/model/audit-event.ts';
import type { ActorType } from '#shared/model/vocabulary.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import type { GivenTarget } from './event-fields.ts';
import { nameText } from './field-text.ts';
import { jsonIn } from './json-text.ts';
import type { Mapping } from './mapping.ts';
import { changesOf, objectsIn, valueNamed } from './named-values.ts';
import { at, firstOf, isThere } from './record-path.ts';
import { RECORD_TYPES_365 } from './record-types-365.ts';
import { readOutcome } from './words.ts';

const SIGN_IN = /^(?:UserLoggedIn|UserLoggedOut|UserLoginFailed|MailboxLogin)$/u;

/** `UserType` in the API's schema; 1 is reserved. */
const USER_TYPES: ReadonlyMap<string, ActorType> = new Map([
  ['0', 'user'],
  ['2', 'user'],
  ['3', 'user'],
  ['4', 'system'],
  ['5', 'service'],
  ['6', 'service'],
  ['7', 'system'],
  ['8', 'system'],
  ['Regular', 'user'],
  ['Admin', 'user'],
  ['DcAdmin', 'user'],
]);

const operation = at('Operation', 'Operations', 'operation');
const workload = at('Workload', 'OfficeWorkload');
const objectId = at('ObjectId', 'OfficeObjectId');
const owner = at('MailboxOwnerUPN');
const createdAt = at('CreationTime', 'TimeGenerated', 'CreationDate');

const rules = defineMapping({
  name: 'microsoft-365',
  title: 'Microsoft 365 audit log',
  matches: () => true,
  time: Object.assign((record: ParsedRecord) => inUtc(createdAt(record)), {
    keys: createdAt.keys ?? [],
  }),
  timeField: 'CreationTime',
  action: operation,
  category: (record) => recordTypeOf(record) ?? workload(record),
  outcome: outcomeOf,
  actorId: at('UserKey', 'UserId', 'UserIds'),
  // One person is written in several ways: GradyA@…, gradya@….
  actorName: (record) => nameText(at('UserId', 'UserIds', 'UserKey')(record))?.toLowerCase(),
  actorType: (record) => {
    const type = nameText(record['UserType']);
    return type === null ? undefined : (USER_TYPES.get(type) ?? type);
  },
  targets: targetsOf,
  services: (record) => [workload(record), at('ApplicationId')(record)],
  message: messageOf,
  changes: changesIn,
  ip: at('ClientIP', 'ClientIPAddress', 'ActorIpAddress', 'Client_IPAddress'),
  userAgent: firstOf(
    (record) => valueNamed(record['ExtendedProperties'], 'UserAgent'),
    at('ClientInfoString', 'UserAgent'),
  ),
  host: (record) => nameText(record['OriginatingServer'])?.trim(),
  sessionId: firstOf(at('SessionId'), (record) =>
    valueNamed(record['DeviceProperties'], 'SessionId'),
  ),
  correlationId: at('CorrelationId', 'InterSystemsId'),
  errorType: at('LogonError', 'ErrorNumber'),
  isAuth: (record) => SIGN_IN.test(nameText(operation(record)) ?? '') || undefined,
  sourceId: at('Id', 'OfficeId', 'SourceRecordId', 'Identity'),
});

/**
 * Microsoft 365's unified audit log (import-mappings.md): the API's JSON, Purview's and
 * PowerShell's CSV with the record as JSON in `AuditData`, and Sentinel's OfficeActivity.
 */
export const microsoft365: Mapping = {
  ...rules,
  matches: (record) =>
    typeof record['AuditData'] === 'string'
      ? isThere(operation(record)) || createdAt(record) !== undefined
      : typeof operation(record) === 'string' &&
        isThere(workload(record)) &&
        isThere(createdAt(record)),
  map: (record, context) => rules.map(unwrapped(record), context),
};

/** A row whose `AuditData` is empty or broken still says who, what and when. */
function unwrapped(record: ParsedRecord): ParsedRecord {
  const data = jsonIn(record['AuditData']);
  return isObject(data) ? data : record;
}

/** `CreationTime` is in UTC by the schema, although it does not say so. */
function inUtc(time: unknown): unknown {
  return typeof time === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+$/u.test(time) ? `${time}Z` : time;
}

function recordTypeOf(record: ParsedRecord): string | null {
  const type = nameText(record['RecordType']);
  return type === null ? null : (RECORD_TYPES_365.get(type) ?? (/\D/u.test(type) ? type : null));
}

/** The status of a failed sign-in is often “Success”: the record was written. */
function outcomeOf(record: ParsedRecord): unknown {
  if (operation(record) === 'UserLoginFailed') return 'failure';
  return (
    readOutcome(record['ResultStatus']) ?? (isThere(record['ResultStatus']) ? 'unknown' : undefined)
  );
}

function targetsOf(record: ParsedRecord): GivenTarget[] {
  const type = recordTypeOf(record) ?? workload(record);
  const [target] = objectsIn(record['Target']);
  const id = objectId(record) ?? at('MailboxGuid')(record) ?? target?.['ID'];
  return [{ type, id, name: owner(record) ?? objectId(record) }];
}

/** What was changed is what people look for; without changes, who did what is said in a sentence. */
function messageOf(record: ParsedRecord): string | undefined {
  const names = modifiedNames(record);
  const action = nameText(operation(record));
  return names.length === 0 || action === null ? undefined : `${action}: ${names.join(', ')}`;
}

function modifiedNames(record: ParsedRecord): string[] {
  const modified = jsonIn(record['ModifiedProperties']);
  if (!Array.isArray(modified)) return [];
  // Exchange lists names only.
  const names = modified.map((property: unknown) =>
    nameText(isObject(property) ? property['Name'] : property),
  );
  return names.filter((name) => name !== null);
}

function changesIn(record: ParsedRecord): EventChanges | null {
  const properties = objectsIn(record['ModifiedProperties']).flatMap((property) => {
    const name = nameText(property['Name']);
    return name === null
      ? []
      : [{ name, before: property['OldValue'], after: property['NewValue'] }];
  });
  return changesOf(properties);
}
