import type { Outcome } from '#shared/model/vocabulary.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { nameText } from './field-text.ts';

/** Events that are one or the other by definition. */
const ALWAYS: ReadonlyMap<string, Outcome> = new Map([
  ['4624', 'success'],
  ['4625', 'failure'],
  ['4771', 'failure'],
]);

const AUDIT_FAILURE_BIT = 0x0010_0000_0000_0000n;
const AUDIT_SUCCESS_BIT = 0x0020_0000_0000_0000n;

/** What the audit said of an event; undefined for events of logs that do not audit. */
export function windowsOutcome(record: ParsedRecord, eventId: string | null): Outcome | undefined {
  return (
    fromWords(record['EventType'] ?? record['EventLevelName']) ??
    fromLevel(record['Level'] ?? record['EventLevel']) ??
    fromKeywords(record['Keywords']) ??
    ALWAYS.get(eventId ?? '')
  );
}

function fromWords(value: unknown): Outcome | undefined {
  const audit = /^audit[ _](success|failure)$/iu.exec(nameText(value) ?? '')?.[1];
  return audit === undefined
    ? undefined
    : audit.toLowerCase() === 'success'
      ? 'success'
      : 'failure';
}

/** Log Analytics gives the old types of events as levels: EVENTLOG_AUDIT_SUCCESS, …_FAILURE. */
function fromLevel(value: unknown): Outcome | undefined {
  const level = nameText(value);
  return level === '8' ? 'success' : level === '16' ? 'failure' : undefined;
}

/**
 * `Keywords` is a 64-bit number. `JSON.parse` keeps its 53 highest bits, and the two that matter,
 * 52 and 53, are among them, since numbers with the sign bit are rounded below bit 11 only.
 */
function fromKeywords(value: unknown): Outcome | undefined {
  const keywords = bitsOf(value);
  if (keywords === null) return undefined;
  if ((keywords & AUDIT_FAILURE_BIT) !== 0n) return 'failure';
  return (keywords & AUDIT_SUCCESS_BIT) === 0n ? undefined : 'success';
}

/** As a number, or a text of decimal or hexadecimal digits; in two's complement. */
function bitsOf(value: unknown): bigint | null {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : null;
  return typeof value === 'string' && /^(?:-?\d{1,20}|0x[\da-f]{1,16})$/iu.test(value)
    ? BigInt(value)
    : null;
}
