import { readFileSync } from 'node:fs';
import type { JsonObject } from '#shared/model/audit-event.ts';
import { NewEvent } from '#shared/model/audit-event.ts';
import { parseJsonRecord } from '../../../src-main/import/formats/json-record.ts';
import type { ParsedRecord } from '../../../src-main/import/formats/record.ts';
import { MAPPINGS } from '../../../src-main/import/mappings/registry.ts';
import { CONTEXT } from './context.ts';
import { fixture } from './files.ts';

/** What a record became, as a test writes it down: no field that holds nothing. */
export interface Mapped {
  /** Every mapping that recognises the record, `generic` apart. */
  readonly by: string;
  readonly time: string;
  /** `type:id` or `type:id (name)`. */
  readonly targets: readonly string[];
  readonly sourceId: string | null;
  readonly metadata: JsonObject;
  readonly [field: string]: unknown;
}

/** The records of a file of JSON Lines, or of one record. */
export function recordsOf(name: string): ParsedRecord[] {
  const lines = readFileSync(fixture(name), 'utf8').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => parseJsonRecord(Buffer.from(line)));
}

/** Maps a record by what recognises it, and makes sure that the store would take the event. */
export function mapped(record: ParsedRecord, isText = false): Mapped {
  const found = MAPPINGS.filter(({ name }) => name !== 'generic').filter((each) =>
    each.matches(record),
  );
  const mapping = found[0] ?? MAPPINGS.at(-1);
  if (mapping === undefined) throw new Error('there are no mappings');
  const { event, sourceId } = mapping.map(record, { ...CONTEXT, isText });
  const { occurredAt, targets, metadata, ...fields } = NewEvent.parse(event);
  const there = Object.entries(fields).filter(([, value]) => value !== null && value !== false);
  return {
    ...Object.fromEntries(there),
    by: found.map(({ name }) => name).join(' and '),
    time: new Date(occurredAt).toISOString(),
    targets: targets.map(
      ({ type, id, name }) => `${type}:${id}${name === null ? '' : ` (${name})`}`,
    ),
    sourceId,
    metadata,
  };
}
