/**
 * The closed word lists of an audit event, in the order in which people read them.
 * Words are those of Elastic Common Schema and OCSF where these have one.
 */

export const OUTCOMES = ['success', 'failure', 'error', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Ascending: a later severity is at least as bad as an earlier one. */
export const SEVERITIES = ['debug', 'info', 'notice', 'warning', 'error', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** RFC 5424 numeric severity (lower is worse), as exported in `event.severity`. */
export const SYSLOG_SEVERITY: Readonly<Record<Severity, number>> = {
  critical: 2,
  error: 3,
  warning: 4,
  notice: 5,
  info: 6,
  debug: 7,
};

/** Who or what set an event off. */
export const SOURCES = [
  'manual',
  'scheduled',
  'automatic',
  'collection_run',
  'auto_remove',
  'import',
  'export',
  'system',
] as const;
export type Source = (typeof SOURCES)[number];

export const ACTOR_TYPES = ['user', 'service', 'system', 'anonymous'] as const;
export type ActorType = (typeof ACTOR_TYPES)[number];
