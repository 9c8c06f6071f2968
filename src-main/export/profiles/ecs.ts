import { isIP } from 'node:net';
import { SYSLOG_SEVERITY } from '#shared/model/vocabulary.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { listOf } from './profile.ts';
import type { ProfileField } from './profile.ts';

/** The release whose field names these are. */
const ECS_VERSION = '9.4.0';

/** ECS allows a closed list of categories; ours that have none there are under `annals` only. */
const CATEGORIES: ReadonlyMap<string, string> = new Map([
  ['auth', 'authentication'],
  ['admin', 'configuration'],
  ['device', 'host'],
]);

const NANOSECONDS = 1_000_000;

/**
 * Elastic Common Schema (https://github.com/elastic/ecs). What has no place there is under `annals`,
 * a name of our own as ECS asks for.
 */
export const ECS_FIELDS: readonly ProfileField[] = [
  { path: '@timestamp', of: (event) => formatIsoTime(event.occurredAt) },
  { path: 'ecs.version', of: () => ECS_VERSION },
  { path: 'event.kind', of: () => 'event' },
  { path: 'event.id', of: ({ id }) => id },
  { path: 'event.sequence', of: ({ seq }) => seq },
  { path: 'event.ingested', of: (event) => formatIsoTime(event.recordedAt) },
  { path: 'event.category', of: ({ category }) => listOf([CATEGORIES.get(category) ?? null]) },
  { path: 'event.type', of: ({ outcome }) => (outcome === 'error' ? ['error'] : null) },
  { path: 'event.action', of: ({ action }) => action },
  { path: 'event.outcome', of: ({ outcome }) => (outcome === 'error' ? 'failure' : outcome) },
  { path: 'event.severity', of: ({ severity }) => SYSLOG_SEVERITY[severity] },
  { path: 'event.provider', of: ({ source }) => source },
  {
    path: 'event.duration',
    of: ({ durationMs }) => (isExact(durationMs) ? durationMs * NANOSECONDS : null),
  },
  { path: 'event.original', of: ({ raw }) => raw },
  { path: 'log.level', of: ({ severity }) => severity },
  { path: 'message', of: ({ message }) => (message === '' ? null : message) },
  { path: 'user.id', of: ({ actorId }) => actorId },
  { path: 'user.name', of: ({ actorName }) => actorName },
  { path: 'source.address', of: ({ ip }) => ip },
  { path: 'source.ip', of: ({ ip }) => addressOf(ip) },
  { path: 'user_agent.original', of: ({ userAgent }) => userAgent },
  { path: 'host.name', of: ({ host }) => host },
  { path: 'trace.id', of: ({ correlationId }) => correlationId },
  { path: 'error.type', of: ({ errorType }) => errorType },
  { path: 'error.message', of: ({ errorMessage }) => errorMessage },
  { path: 'error.stack_trace', of: ({ stackTrace }) => stackTrace },
  {
    path: 'related.user',
    of: ({ actorId, actorName, targets }) => {
      const users = targets.filter(({ type }) => type === 'user');
      return listOf([actorId, actorName, ...users.flatMap(({ id, name }) => [id, name])]);
    },
  },
  { path: 'related.ip', of: ({ ip }) => listOf([addressOf(ip)]) },
  { path: 'related.hosts', of: ({ host }) => listOf([host]) },
  { path: 'annals.category', of: ({ category }) => category },
  { path: 'annals.actor_type', of: ({ actorType }) => actorType },
  { path: 'annals.targets', of: ({ targets }) => (targets.length === 0 ? null : targets) },
  { path: 'annals.intent', of: ({ intent }) => intent },
  { path: 'annals.changes', of: ({ changes }) => changes },
  {
    path: 'annals.metadata',
    of: ({ metadata }) => (Object.keys(metadata).length === 0 ? null : metadata),
  },
  { path: 'annals.affected_count', of: ({ affectedCount }) => affectedCount },
  { path: 'annals.total_count', of: ({ totalCount }) => totalCount },
  {
    path: 'annals.duration_ms',
    of: ({ durationMs }) => (isExact(durationMs) ? null : durationMs),
  },
  { path: 'annals.session_id', of: ({ sessionId }) => sessionId },
  { path: 'annals.sensitive', of: ({ sensitive }) => sensitive },
  { path: 'annals.batch', of: ({ batch }) => batch },
  { path: 'annals.hash', of: ({ hash }) => hash },
];

/** False for more than a hundred days, which no number holds in nanoseconds. */
function isExact(durationMs: number | null): durationMs is number {
  return durationMs !== null && Number.isSafeInteger(durationMs * NANOSECONDS);
}

/** Imports keep what only looks like an address; ECS does not take it. */
function addressOf(ip: string | null): string | null {
  return ip !== null && isIP(ip) !== 0 ? ip : null;
}
