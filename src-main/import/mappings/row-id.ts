import type { ParsedRecord } from '../formats/record.ts';
import { nameText } from './field-text.ts';

/** UUIDs and ids like them; small numbers count rows of one table only. */
const UNIQUE_ID = /^(?=.*\d)[^\s]{8,}$/u;

/** The id of a row of a database, if it can be trusted to be unique; see `MappedRecord.sourceId`. */
export function rowId(record: ParsedRecord, column = 'id'): string | null {
  const id = nameText(record[column]);
  return id !== null && UNIQUE_ID.test(id) ? id : null;
}
