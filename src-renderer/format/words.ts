import type { FilterField } from '#shared/model/event-filter.ts';
import type { MappedField } from '#shared/model/mapped-fields.ts';
import type { Source } from '#shared/model/vocabulary.ts';

/** Names of filter fields as chips show them. */
export const FIELD_LABELS: Readonly<Record<FilterField, string>> = {
  text: 'Text',
  anywhere: 'Anywhere',
  category: 'Category',
  action: 'Action',
  outcome: 'Outcome',
  severity: 'Severity',
  actor: 'Actor',
  target: 'Target',
  service: 'Service',
  source: 'Source',
  intent: 'Intent',
  error: 'Error',
  errorType: 'Error type',
  ip: 'IP address',
  batch: 'Import',
  correlation: 'Correlation',
  flagged: 'Flagged',
  held: 'Held',
  noted: 'With a note',
  reviewed: 'Reviewed',
};

/** Sources of events in words. */
export const SOURCE_LABELS: Readonly<Record<Source, string>> = {
  manual: 'by hand',
  scheduled: 'on schedule',
  automatic: 'automatic',
  collection_run: 'collection run',
  auto_remove: 'automatic removal',
  import: 'import',
  export: 'export',
  system: 'system',
};

/** Names of the fields that a mapping can fill. */
export const MAPPED_FIELD_LABELS: Readonly<Record<MappedField, string>> = {
  time: 'Time',
  action: 'Action',
  category: 'Category',
  outcome: 'Outcome',
  severity: 'Severity',
  actorId: 'Actor id',
  actorName: 'Actor name',
  actorType: 'Kind of actor',
  service: 'Service',
  intent: 'Intent',
  message: 'Message',
  ip: 'IP address',
  userAgent: 'User agent',
  host: 'Host',
  sessionId: 'Session',
  correlationId: 'Correlation',
  errorType: 'Error type',
  errorMessage: 'Error message',
  stackTrace: 'Stack trace',
  affectedCount: 'Affected',
  totalCount: 'Of total',
  durationMs: 'Took (ms)',
  sourceId: 'Source id',
};
