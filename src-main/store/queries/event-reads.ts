import { AnnalsError } from '#shared/ipc/failure.ts';
import type { EventDetail, EventSummary, StoredEvent } from '#shared/model/audit-event.ts';
import type { ReadDb } from '../sql/connection.ts';
import { sql } from '../sql/fragment.ts';
import { prepared } from '../sql/prepared.ts';
import type { Page, PageRequest, Sliced } from '../store-api.ts';
import { parseCursor, printCursor } from './cursor.ts';
import { toStoredEvent, toSummary } from './event-codec.ts';
import type { EventRow, SummaryRow } from './event-codec.ts';
import { readRaw } from './raw-blocks.ts';
import type { Rowset } from './rowset.ts';
import { headOf, placeOf, scan } from './scan.ts';

const SUMMARY_COLUMNS =
  'seq, id, occurred_at, recorded_at, category, action, outcome, severity, source, actor_id, actor_name, ' +
  'targets, message, duration_ms, ip, host, correlation_id, error_type';

/** Whole events by seq, in the order asked for; those that are gone are left out. */
export function eventsBySeq(db: ReadDb, seqs: readonly number[]): StoredEvent[] {
  const rows = rowsBySeq<EventRow>(db, '*', seqs);
  return seqs.flatMap((seq) => {
    const row = rows.get(seq);
    return row ? [toStoredEvent(row)] : [];
  });
}

/** List rows by seq, in the order asked for; null for those that are gone. */
export function summariesBySeq(db: ReadDb, seqs: readonly number[]): (EventSummary | null)[] {
  const rows = rowsBySeq<SummaryRow>(db, SUMMARY_COLUMNS, seqs);
  return seqs.map((seq) => {
    const row = rows.get(seq);
    return row ? toSummary(row) : null;
  });
}

/** One page of whole events of a rowset whose positions cost nothing. */
export function* pageOfRowset(
  db: ReadDb,
  { filter, order, limit, offset, cursor }: PageRequest,
  rowset: Rowset,
): Sliced<Page> {
  let start = offset;
  if (cursor !== null) {
    const place = parseCursor(cursor, filter, order);
    start = yield* rowset.positionOf(place);
    const [seq] = yield* rowset.seqs(start, start + 1);
    if (seq === place.seq) start += 1;
  }
  return pageOf(db, { filter, order, limit }, yield* rowset.seqs(start, start + limit + 1));
}

/** One page of whole events, found by walking from its beginning. */
export function* scanPage(db: ReadDb, request: PageRequest): Sliced<Page> {
  const { filter, order, limit, cursor } = request;
  const after = cursor === null ? null : parseCursor(cursor, filter, order);
  let toSkip = cursor === null ? request.offset : 0;
  const found: number[] = [];
  for (const seqs of scan(db, { filter, order, after, upToSeq: headOf(db).seq })) {
    const skipped = Math.min(toSkip, seqs.length);
    toSkip -= skipped;
    // One row more than asked for tells whether a next page exists.
    found.push(...seqs.slice(skipped, skipped + limit + 1 - found.length));
    if (found.length > limit) break;
    yield;
  }
  return pageOf(db, request, found);
}

/** @param found the rows of the page, and one more if there is a next page */
function pageOf(
  db: ReadDb,
  { filter, order, limit }: Pick<PageRequest, 'filter' | 'order' | 'limit'>,
  found: readonly number[],
): Page {
  const items = eventsBySeq(db, found.slice(0, limit));
  const lastSeq = found[limit - 1];
  const last = found.length > limit && lastSeq !== undefined ? placeOf(db, lastSeq) : null;
  return { items, nextCursor: last ? printCursor(filter, order, last) : null };
}

/**
 * One event with its original.
 * @throws AnnalsError NOT_FOUND
 */
export function readDetail(
  db: ReadDb,
  key: { readonly seq: number } | { readonly id: string },
): EventDetail {
  const where = 'seq' in key ? sql`seq = ${key.seq}` : sql`id = ${key.id}`;
  const query = sql`SELECT *, (SELECT name FROM batch_file
      WHERE batch_file.batch = event.batch AND position = event.batch_file) AS file_name
    FROM event WHERE ${where}`;
  const row = db
    .prepare<unknown[], EventRow & { file_name: string | null }>(query.text)
    .get(...query.values);
  if (!row) {
    const name = 'seq' in key ? `number ${key.seq}` : `id ${key.id}`;
    throw new AnnalsError('NOT_FOUND', `There is no event with ${name}.`, '');
  }
  const raw = readRaw(db, row.seq);
  return {
    event: toStoredEvent(row),
    raw: raw === null ? null : Buffer.from(raw).toString('utf8'),
    importedFrom: row.file_name,
  };
}

function rowsBySeq<Row extends { readonly seq: number }>(
  db: ReadDb,
  columns: string,
  seqs: readonly number[],
): ReadonlyMap<number, Row> {
  const rows = prepared<Row>(
    db,
    `SELECT ${columns} FROM event WHERE seq IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(seqs));
  return new Map(rows.map((row) => [row.seq, row]));
}
