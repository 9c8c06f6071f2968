import type { FilterField } from '#shared/model/event-filter.ts';
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
