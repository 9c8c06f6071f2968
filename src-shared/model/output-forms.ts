/** What an export can hold, in plain words that the window may read too. */

export const EXPORT_FORMATS = ['csv', 'json', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** In whose words events are written: our own, Elastic Common Schema, or OCSF. */
export const EXPORT_PROFILES = ['native', 'ecs', 'ocsf'] as const;
export type ExportProfile = (typeof EXPORT_PROFILES)[number];

/** The columns of a native export, in the order in which they are written unless told otherwise. */
export const EXPORT_COLUMNS = [
  'seq',
  'id',
  'occurredAt',
  'recordedAt',
  'category',
  'action',
  'outcome',
  'severity',
  'source',
  'actorId',
  'actorName',
  'actorType',
  'targets',
  'intent',
  'message',
  'changes',
  'metadata',
  'affectedCount',
  'totalCount',
  'durationMs',
  'ip',
  'userAgent',
  'host',
  'sessionId',
  'correlationId',
  'errorType',
  'errorMessage',
  'stackTrace',
  'sensitive',
  'batch',
  'hash',
  'raw',
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

/** Those that are written unless others are chosen. */
export const DEFAULT_COLUMNS: readonly ExportColumn[] = EXPORT_COLUMNS.filter(
  (column) => column !== 'raw',
);

/** Most events that go to the clipboard at once (product.md §6). */
export const MOST_COPIED = 5_000;

/** What the column of local times is called: the zone belongs to every time in it. */
export function localTimeHeader(zone: string): string {
  return `time (${zone})`;
}

/** True of a column that only says again, in some zone, when an event happened. */
export function isLocalTimeHeader(name: string): boolean {
  return /^time \([^()]+\)$/u.test(name);
}
