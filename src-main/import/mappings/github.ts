import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import type { GivenTarget } from './event-fields.ts';
import { nameText } from './field-text.ts';
import { at, isThere } from './record-path.ts';

/** `repo.create`; GitHub's actions all have a part in front of a point. */
const ACTION = /^[a-z\d_]+\.[a-z\d_.]+$/u;

/** Fields that only GitHub has. */
const MARKS = [
  '_document_id',
  'actor_location',
  'at_sign_timestamp',
  'programmatic_access_type',
] as const;

/** What GitHub calls the part in front, for records without a mark. */
const FAMILY =
  /^(?:artifact|billing|business|codespaces|copilot|dependabot|enterprise|environment|git|hook|integration|ip_allow_list|marketplace|oauth_|org|packages?|personal_access_token|protected_branch|public_key|pull_request|repo|secret_scanning|ssh_|team|user|workflows?)[a-z_]*\./u;

const action = at('action');
const actor = at('actor');
const actorIsBot = at('actor_is_bot');
const conclusion = at('conclusion');
const things = {
  repo: at('repo', 'repository'),
  team: at('team', 'data.team'),
  user: at('user'),
  org: at('org'),
  business: at('business'),
};
const operation = at('operation_type');

const CHANGING: ReadonlySet<unknown> = new Set([
  'create',
  'modify',
  'remove',
  'restore',
  'transfer',
]);

/** GitHub's audit log of an organisation or enterprise (import-mappings.md). */
export const github = defineMapping({
  name: 'github',
  title: 'GitHub audit log',
  matches,
  time: at('@timestamp', 'at_sign_timestamp', 'created_at', 'p_event_time'),
  timeField: '@timestamp',
  action,
  category: (record) => nameText(action(record))?.split('.')[0],
  // There is no field for it: what is in the log has happened, workflows and sign-ins aside.
  outcome: (record) => {
    const end = conclusion(record);
    if (end !== undefined) return end;
    return /(?:^|[._])fail(?:ed|ure)?(?:[._]|$)/u.test(nameText(action(record)) ?? '')
      ? 'failure'
      : 'success';
  },
  isWrite: (record) => {
    const type = operation(record);
    if (CHANGING.has(type) || record['action'] === 'git.push') return true;
    return type === 'access' || type === 'authentication' ? false : undefined;
  },
  actorId: at('actor_id', 'actor'),
  actorName: actor,
  actorType: actorTypeOf,
  targets: targetsOf,
  services: (record) => [things.org(record)],
  ip: at('actor_ip'),
  userAgent: at('user_agent'),
  correlationId: at('request_id'),
  sourceId: at('_document_id'),
});

function matches(record: ParsedRecord): boolean {
  if (record['p_log_type'] === 'GitHub.Audit') return true;
  const given = record['action'];
  if (typeof given !== 'string' || !ACTION.test(given) || isObject(record['actor'])) return false;
  if (MARKS.some((mark) => isThere(record[mark]))) return true;
  return (
    FAMILY.test(given) &&
    typeof record['actor'] === 'string' &&
    ['org', 'repo', 'business'].some((key) => typeof record[key] === 'string')
  );
}

function actorTypeOf(record: ParsedRecord): string | undefined {
  const isBot = actorIsBot(record);
  const name = nameText(actor(record)) ?? '';
  if (isBot === true || isBot === 'true' || name.endsWith('[bot]')) return 'service';
  return name === '' ? undefined : 'user';
}

/** What it was done to, from the smallest; the organisation only where it is all there is. */
function targetsOf(record: ParsedRecord): GivenTarget[] {
  const found = [
    { type: 'repo', id: things.repo(record) },
    { type: 'team', id: things.team(record) },
    { type: 'user', id: things.user(record) },
  ].filter(({ id }) => id !== undefined);
  if (found.length > 0) return found;
  const org = things.org(record);
  return [
    org === undefined
      ? { type: 'business', id: things.business(record) }
      : { type: 'org', id: org },
  ];
}
