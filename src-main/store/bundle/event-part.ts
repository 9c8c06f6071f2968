import { isUtf8 } from 'node:buffer';
import { toEventJson } from '#shared/model/event-json.ts';
import { toStoredEvent } from '../queries/event-codec.ts';
import type { EventRow } from '../queries/event-codec.ts';
import { RAW_BLOCK_EVENTS, unpackedOrCorrupt } from '../queries/raw-blocks.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { BundleContents } from './contents.ts';
import { incomplete } from './proof-range.ts';

/** The files that are read: events.jsonl and originals.jsonl (docs/evidence-bundle.md). */

const ROWS_AT_ONCE = 256;

/** The lines of events.jsonl. */
export function* eventLines(contents: BundleContents): Generator<string> {
  for (const row of chosenRows<EventRow>(contents, '*')) yield eventLine(row);
}

/** The lines of originals.jsonl. */
export function* originalLines(contents: BundleContents): Generator<string> {
  const originalOf = originalReader(contents.db);
  const columns = 'seq, raw_hash IS NOT NULL AS isImported';
  for (const { seq, isImported } of chosenRows<{ seq: number; isImported: number }>(
    contents,
    columns,
  )) {
    const raw = isImported === 1 ? originalOf(seq) : null;
    if (raw === null) continue;
    contents.counts.originals += 1;
    const text = isUtf8(raw) ? { text: raw.toString('utf8') } : { base64: raw.toString('base64') };
    yield JSON.stringify({ seq, ...text });
  }
}

/**
 * Some columns of the chosen events, in the order of recording.
 * @param columns SQL over `event` with seq, a constant of the program
 */
function* chosenRows<Row extends { readonly seq: number }>(
  { db, whole, proofOnly, counts }: BundleContents,
  columns: string,
): Generator<Row> {
  const rowsBetween = db.prepare<[number, number, number], Row>(
    `SELECT ${columns} FROM event WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?`,
  );
  for (const { first, last } of whole.runs()) {
    for (let next = first; next <= last;) {
      const rows = rowsBetween.all(next, last, ROWS_AT_ONCE);
      for (const row of rows) {
        counts.rowsRead += 1;
        if (!proofOnly.has(row.seq)) yield row;
      }
      next = (rows.at(-1)?.seq ?? last) + 1;
    }
  }
}

/** What stands in a column was valid when it was recorded. */
function eventLine(row: EventRow): string {
  try {
    return JSON.stringify(toEventJson(toStoredEvent(row)));
  } catch {
    throw incomplete(`Event ${row.seq} is not what it was when it was recorded.`);
  }
}

/** Reads originals one after another; neighbours are in one block, which is unpacked once. */
function originalReader(db: ReadDb): (seq: number) => Buffer | null {
  const blockOf = db.prepare<[number], { readonly first_seq: number; readonly data: Buffer }>(
    'SELECT first_seq, data FROM raw_block WHERE first_seq <= ? ORDER BY first_seq DESC LIMIT 1',
  );
  let first = -RAW_BLOCK_EVENTS;
  let originals: readonly (Buffer | null)[] = [];
  return (seq) => {
    if (seq >= first + originals.length) {
      const block = blockOf.get(seq);
      if (!block) return null;
      first = block.first_seq;
      originals = unpackedOrCorrupt(block.data);
    }
    return originals[seq - first] ?? null;
  };
}
