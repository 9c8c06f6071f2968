import { hash } from 'node:crypto';
import type { MappedRecord, Mapping } from '../mappings/mapping.ts';

/** Digits of SHA-256 in an id: 80 bits, beside a time that is part of the id too. */
const DIGEST_DIGITS = 20;
const TIME_DIGITS = 12;

/**
 * The id of an imported event: `im_`, the time in milliseconds as 12 hex digits, 20 hex digits of
 * a SHA-256.
 *
 * It is derived from the record alone, not from the file or the moment, so that importing the
 * same record twice, also from another file, adds nothing. The digest covers the origin of the
 * record (the name of its mapping, unless that says otherwise) and the id that the source gave, or
 * the bytes of a record to which it gave none: two byte-identical records without an id are one
 * event. The time stands in front so that the order
 * of ids is nearly that of the time index, which keeps the pages of both indexes together when
 * many events are added.
 */
export function eventIdOf(mapping: Mapping, mapped: MappedRecord, raw: Uint8Array): string {
  if (mapped.isOwnId && mapped.sourceId !== null) return mapped.sourceId;
  const time = Math.max(0, mapped.event.occurredAt).toString(16).padStart(TIME_DIGITS, '0');
  const digest = hash(
    'sha256',
    mapped.sourceId === null ? raw : `${mapping.origin ?? mapping.name}\0${mapped.sourceId}`,
  );
  return `im_${time}${digest.slice(0, DIGEST_DIGITS)}`;
}
