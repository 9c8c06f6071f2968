import { isIP } from 'node:net';
import { OCSF_SEVERITY, OCSF_STATUS, activityOf, userTypeOf } from './ocsf-words.ts';
import { someOf } from './profile.ts';
import type { ProfileField } from './profile.ts';

/** The release whose names and numbers these are. */
const OCSF_VERSION = '1.8.0';

const CATEGORY = { id: 6, caption: 'Application Activity' } as const;
const CLASS = { id: 6003, caption: 'API Activity' } as const;

/**
 * Open Cybersecurity Schema Framework (https://github.com/ocsf/ocsf-schema), class API Activity:
 * the one for “who did what to which thing” through an application. What has no place there is
 * under `unmapped`. What an event does not say is left out, also where the class wants it.
 */
export const OCSF_FIELDS: readonly ProfileField[] = [
  { path: 'time', of: ({ occurredAt }) => occurredAt },
  { path: 'class_uid', of: () => CLASS.id },
  { path: 'class_name', of: () => CLASS.caption },
  { path: 'category_uid', of: () => CATEGORY.id },
  { path: 'category_name', of: () => CATEGORY.caption },
  { path: 'activity_id', of: ({ action }) => activityOf(action).id },
  {
    path: 'activity_name',
    of: ({ action }) => (activityOf(action).id === 99 ? action : activityOf(action).caption),
  },
  { path: 'type_uid', of: ({ action }) => CLASS.id * 100 + activityOf(action).id },
  { path: 'type_name', of: ({ action }) => `${CLASS.caption}: ${activityOf(action).caption}` },
  { path: 'severity_id', of: ({ severity }) => OCSF_SEVERITY[severity].id },
  { path: 'severity', of: ({ severity }) => OCSF_SEVERITY[severity].caption },
  { path: 'status_id', of: ({ outcome }) => OCSF_STATUS[outcome].id },
  { path: 'status', of: ({ outcome }) => OCSF_STATUS[outcome].caption },
  { path: 'status_code', of: ({ errorType }) => errorType },
  { path: 'status_detail', of: ({ errorMessage }) => errorMessage },
  { path: 'message', of: ({ message }) => (message === '' ? null : message) },
  { path: 'metadata.version', of: () => OCSF_VERSION },
  { path: 'metadata.product.name', of: () => 'Annals' },
  { path: 'metadata.product.vendor_name', of: () => 'Annals' },
  { path: 'metadata.product.version', of: (_, { version }) => version },
  { path: 'metadata.profiles', of: ({ host }) => (host === null ? null : ['host']) },
  { path: 'metadata.uid', of: ({ id }) => id },
  { path: 'metadata.sequence', of: ({ seq }) => seq },
  { path: 'metadata.logged_time', of: ({ recordedAt }) => recordedAt },
  { path: 'metadata.log_level', of: ({ severity }) => severity },
  { path: 'metadata.correlation_uid', of: ({ correlationId }) => correlationId },
  { path: 'actor.user.uid', of: ({ actorId }) => actorId },
  { path: 'actor.user.name', of: ({ actorName }) => actorName },
  { path: 'actor.user.type_id', of: ({ actorType }) => userTypeOf(actorType).id },
  {
    path: 'actor.user.type',
    of: ({ actorType }) => (actorType === 'anonymous' ? actorType : userTypeOf(actorType).caption),
  },
  { path: 'actor.session.uid', of: ({ sessionId }) => sessionId },
  { path: 'api.operation', of: ({ action }) => action },
  {
    path: 'api.service.name',
    of: ({ targets }) => {
      const service = targets.find(({ type }) => type === 'service');
      return service ? (service.name ?? service.id) : null;
    },
  },
  { path: 'src_endpoint.ip', of: ({ ip }) => (ip !== null && isIP(ip) !== 0 ? ip : null) },
  { path: 'src_endpoint.name', of: ({ ip }) => (ip !== null && isIP(ip) === 0 ? ip : null) },
  { path: 'device.hostname', of: ({ host }) => host },
  { path: 'device.type_id', of: ({ host }) => (host === null ? null : 0) },
  { path: 'http_request.user_agent', of: ({ userAgent }) => userAgent },
  {
    path: 'resources',
    of: ({ targets }) =>
      targets.length === 0
        ? null
        : targets.map(({ type, id, name }) => ({
            type,
            uid: id,
            ...(name === null ? {} : { name }),
          })),
  },
  { path: 'raw_data', of: ({ raw }) => raw },
  {
    path: 'unmapped',
    of: (event) =>
      someOf({
        category: event.category,
        outcome: event.outcome === 'error' ? event.outcome : null,
        source: event.source,
        intent: event.intent,
        changes: event.changes,
        metadata: Object.keys(event.metadata).length === 0 ? null : event.metadata,
        affected_count: event.affectedCount,
        total_count: event.totalCount,
        duration_ms: event.durationMs,
        stack_trace: event.stackTrace,
        sensitive: event.sensitive,
        batch: event.batch,
        hash: event.hash,
      }),
  },
];
