import { EventInput, completeEvent } from '#shared/model/event-json.ts';
import { isLocalTimeHeader } from '#shared/model/output-forms.ts';
import { withoutGuard } from '../../export/csv-cell.ts';
import { describeEventIssue } from '../run/event-issue.ts';
import { isObject, parseJson } from '../formats/json-record.ts';
import { RecordError } from '../formats/record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import type { MappedRecord, Mapping } from './mapping.ts';

/**
 * What a store gave the event, which the store that imports it gives anew; and the original, which
 * is in the record that is imported, and so kept with it.
 */
const GIVEN_BY_THE_STORE: ReadonlySet<string> = new Set([
  'seq',
  'recordedAt',
  'batch',
  'hash',
  'raw',
]);

/** Fields that are no text in an event; all others are. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  targets: parseJson,
  changes: parseJson,
  metadata: parseJson,
  affectedCount: countOf,
  totalCount: countOf,
  durationMs: countOf,
  sensitive: (text) => ({ true: true, false: false })[text] ?? text,
};

/**
 * Annals' own form of events (docs/exporting.md): its JSON and CSV exports, and what
 * `annals query --json` prints. Ids are kept, so an event that is in the store already is a
 * duplicate. Like everything imported, the event gets source `import`; what it had before is kept
 * in its metadata.
 */
export const annals: Mapping = {
  name: 'annals',
  title: 'Annals’ own events',

  matches: (record) =>
    typeof record['id'] === 'string' &&
    typeof record['action'] === 'string' &&
    (record['occurredAt'] ?? null) !== null,

  map(record, { isText }): MappedRecord {
    const given = isText ? readTexts(record) : record;
    const fields = Object.entries(given).filter(([key]) => !GIVEN_BY_THE_STORE.has(key));
    const parsed = EventInput.safeParse(Object.fromEntries(fields));
    if (!parsed.success) throw new RecordError(describeEventIssue(parsed.error, given));
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
      timeNotes: [],
    };
  },
};

/** The values of a row of CSV; what is not there is left out. */
function readTexts(record: ParsedRecord): ParsedRecord {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    // When it happened stands in UTC in a column of its own.
    if (typeof value !== 'string' || isLocalTimeHeader(name)) continue;
    const read = READERS[name];
    fields[name] = read === undefined ? withoutGuard(value) : read(value);
  }
  return fields;
}

/** Anything else than digits is left to the schema, which says what is wrong with it. */
function countOf(text: string): unknown {
  return /^\d+$/u.test(text) ? Number(text) : text;
}
