import { isObject, unquoted } from './json-record.ts';
import { isHolderName, isListName } from './json-splitter.ts';
import { hasTime } from '../mappings/generic.ts';
import type { ParsedRecord } from './record.ts';

/**
 * Whether an object stands around a list of records. Events have lists in them too: such a list
 * holds records only if these have times of their own, or if nothing around them has one.
 * @param isTimed whether an object around this one has a time
 */
export function holdsRecords(value: ParsedRecord, isTimed = false): boolean {
  const isEvent = isTimed || hasTime(value);
  return Object.entries(value).some(([key, member]) => {
    if (isObject(member)) return isHolderName(key) && holdsRecords(member, isEvent);
    if (!Array.isArray(member) || !isListName(key)) return false;
    return isTimedRecord(member[0]) || !isEvent;
  });
}

/** The same for one of many objects, of which only lists of events with times are believed. */
export function holdsTimedRecords(value: ParsedRecord): boolean {
  if (hasTime(value)) return false;
  return Object.entries(value).some(([key, member]) => {
    if (isObject(member)) return isHolderName(key) && holdsTimedRecords(member);
    return Array.isArray(member) && isListName(key) && isTimedRecord(member[0]);
  });
}

function isTimedRecord(value: unknown): boolean {
  const record = unquoted(value);
  return isObject(record) && hasTime(record);
}
