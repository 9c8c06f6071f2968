/** Fields of an event that an operator's mapping can name, in the order in which they are shown. */
export const MAPPED_FIELDS = [
  'time',
  'action',
  'category',
  'outcome',
  'severity',
  'actorId',
  'actorName',
  'actorType',
  'service',
  'intent',
  'message',
  'ip',
  'userAgent',
  'host',
  'sessionId',
  'correlationId',
  'errorType',
  'errorMessage',
  'stackTrace',
  'affectedCount',
  'totalCount',
  'durationMs',
  /** What identifies the event at its source, so that importing it twice adds nothing. */
  'sourceId',
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];
