import type { ParsedRecord } from '../formats/record.ts';
import { isOwnEcs, mapOwnEcs } from './annals-profiles.ts';
import { defineMapping } from './define-mapping.ts';
import type { GivenTarget } from './event-fields.ts';
import type { Mapping } from './mapping.ts';
import { at, isThere } from './record-path.ts';
import type { Rule } from './record-path.ts';

/** Fields that are in every document of ECS, or in so few others that they tell. */
const SIGNS = at('ecs.version', 'event.kind', 'event.dataset', 'event.module', 'event.outcome');

/** Things that an event can be about: fields for their ids and names. */
const THINGS: readonly (readonly [type: string, id: Rule, name: Rule])[] = [
  ['user', single('user.target.id', 'user.target.name'), single('user.target.name')],
  ['group', single('group.id', 'group.name'), single('group.name')],
  ['file', single('file.path', 'file.name'), single('file.name')],
  ['registry', single('registry.path'), single('registry.value')],
  ['url', single('url.full', 'url.original'), single()],
  ['package', single('package.name'), single()],
  [
    'resource',
    single('orchestrator.resource.id', 'orchestrator.resource.name'),
    single('orchestrator.resource.name'),
  ],
  ['address', single('destination.domain', 'destination.ip', 'destination.address'), single()],
  ['process', single('process.executable', 'process.name'), single('process.name')],
];

const rules = defineMapping({
  name: 'ecs',
  title: 'Elastic Common Schema',
  matches: () => true,
  time: at('@timestamp'),
  timeField: '@timestamp',
  action: single('event.action', 'event.type', 'event.code', 'event.category'),
  category: single('event.category', 'event.dataset', 'event.module'),
  outcome: single('event.outcome'),
  severity: single('log.level'),
  actorId: single('user.id', 'client.user.id', 'source.user.id', 'user.email'),
  actorName: single(
    'user.name',
    'user.email',
    'user.full_name',
    'client.user.name',
    'source.user.name',
  ),
  targets: (record) =>
    THINGS.map(([type, id, name]): GivenTarget => ({ type, id: id(record), name: name(record) })),
  services: (record) => [
    single('service.name', 'cloud.service.name', 'event.provider', 'event.module')(record),
  ],
  message: single('message', 'event.reason'),
  durationMs: (record) => {
    const nanoseconds = Number(single('event.duration')(record));
    return Number.isFinite(nanoseconds) ? Math.round(nanoseconds / 1_000_000) : undefined;
  },
  ip: single('source.ip', 'client.ip', 'source.address', 'client.address'),
  userAgent: single('user_agent.original'),
  host: single('host.name', 'host.hostname'),
  sessionId: single('session.id', 'user.session.id', 'process.entry_leader.entity_id'),
  correlationId: single('trace.id', 'transaction.id', 'http.request.id'),
  errorType: single('error.type', 'error.code'),
  errorMessage: single('error.message'),
  stackTrace: single('error.stack_trace'),
  isAuth: (record) => {
    const category: unknown = at('event.category')(record);
    return [category].flat().includes('authentication') || undefined;
  },
  sourceId: single('event.id'),
});

/**
 * Elastic Common Schema (https://github.com/elastic/ecs), nested or with keys that have dots in
 * them, as Beats and Elastic Agent write it; and Annals' own export in it, which keeps its ids.
 */
export const ecs: Mapping = {
  ...rules,
  matches: (record) => isThere(record['@timestamp']) && SIGNS(record) !== undefined,
  map: (record, context) =>
    isOwnEcs(record) ? mapOwnEcs(record, context) : rules.map(record, context),
};

/** Many fields may be lists; the first says most. */
function single(...paths: readonly string[]): Rule {
  const rule = at(...paths);
  const find = (record: ParsedRecord): unknown => {
    const value = rule(record);
    return Array.isArray(value) ? value[0] : value;
  };
  return Object.assign(find, { keys: rule.keys ?? [] });
}
