import { EventInput, completeEvent } from '#shared/model/event-json.ts';
import { describeEventIssue } from '../event-issue.ts';
import { isObject } from '../json-record.ts';
import { RecordError } from '../record.ts';
import type { MappedRecord, Mapping } from './mapping.ts';

/** What a store gave the event; the store that imports it gives its own. */
const GIVEN_BY_THE_STORE: ReadonlySet<string> = new Set(['seq', 'recordedAt', 'batch', 'hash']);

/**
 * Annals' own JSON form of events (docs/events.md), as `annals query --json` prints it. Ids are
 * kept, so an event that is in the store already is a duplicate. Like everything imported, the
 * event gets source `import`; what it had before is kept in its metadata.
 */
export const annals: Mapping = {
  name: 'annals',

  matches: (record) =>
    typeof record['id'] === 'string' &&
    typeof record['action'] === 'string' &&
    record['occurredAt'] !== undefined,

  map(record): MappedRecord {
    const fields = Object.entries(record).filter(([key]) => !GIVEN_BY_THE_STORE.has(key));
    const parsed = EventInput.safeParse(Object.fromEntries(fields));
    if (!parsed.success) throw new RecordError(describeEventIssue(parsed.error, record));
    // The time is there, so the clock is not asked.
    const { id = null, source, metadata, ...event } = completeEvent(parsed.data, 0);
    const isKept = source !== 'import' && isObject(metadata);
    return {
      event: {
        ...event,
        source: 'import',
        metadata: isKept ? { ...metadata, originalSource: source } : metadata,
      },
      sourceId: id,
      isOwnId: true,
    };
  },
};
