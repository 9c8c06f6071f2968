import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import { EXPORT_COLUMNS } from '#shared/model/export.ts';
import type { ExportColumn, ExportProfile } from '#shared/model/export.ts';
import type { ExportRow } from '../../export/export-row.ts';
import { unpackedOrCorrupt } from '../queries/raw-blocks.ts';
import { scanRows } from '../queries/scan.ts';
import type { ReadDb } from '../sql/connection.ts';
import { prepared } from '../sql/prepared.ts';

/** What a column of an export is in SQL. */
const SQL: Readonly<Record<ExportColumn, string>> = {
  seq: 'event.seq',
  id: 'event.id',
  occurredAt: 'event.occurred_at AS occurredAt',
  recordedAt: 'event.recorded_at AS recordedAt',
  category: 'event.category',
  action: 'event.action',
  outcome: 'event.outcome',
  severity: 'event.severity',
  source: 'event.source',
  actorId: 'event.actor_id AS actorId',
  actorName: 'event.actor_name AS actorName',
  actorType: 'event.actor_type AS actorType',
  targets: 'event.targets',
  intent: 'event.intent',
  message: 'event.message',
  changes: 'event.changes',
  metadata: 'event.metadata',
  affectedCount: 'event.affected_count AS affectedCount',
  totalCount: 'event.total_count AS totalCount',
  durationMs: 'event.duration_ms AS durationMs',
  ip: 'event.ip',
  userAgent: 'event.user_agent AS userAgent',
  host: 'event.host',
  sessionId: 'event.session_id AS sessionId',
  correlationId: 'event.correlation_id AS correlationId',
  errorType: 'event.error_type AS errorType',
  errorMessage: 'event.error_message AS errorMessage',
  stackTrace: 'event.stack_trace AS stackTrace',
  sensitive: 'event.sensitive',
  batch: 'event.batch',
  // As text: a blob would cost an object of its own for every row.
  hash: 'lower(hex(event.link)) AS hash',
  // Many originals are in one blob: they are read apart from the rows.
  raw: 'NULL AS raw',
};

/** Whole rows can be large, so fewer are in memory at once than of those that are only counted. */
const ROWS_AT_ONCE = 1_024;

/** The columns to read for what is to be written. */
export function columnsToRead(
  profile: ExportProfile,
  columns: readonly ExportColumn[],
): readonly ExportColumn[] {
  if (profile === 'native') return columns;
  return EXPORT_COLUMNS.filter((column) => column !== 'raw' || columns.includes('raw'));
}

export interface RowsRequest {
  readonly filter: EventFilter;
  readonly order: EventOrder;
  /** Later events are left out. */
  readonly upToSeq: number;
  readonly columns: readonly ExportColumn[];
  /** Only these of the matching events. */
  readonly among?: readonly number[] | null;
}

/** The matching events in order, window by window, possibly none in one. */
export function* exportRows(
  db: ReadDb,
  { filter, order, upToSeq, columns, among = null }: RowsRequest,
): Generator<readonly ExportRow[]> {
  const request = { filter, order, upToSeq, after: null, among };
  const windows = scanRows<ExportRow>(db, request, sqlOf(columns), ROWS_AT_ONCE);
  const complete = completer(db, columns);
  for (const rows of windows) yield complete(rows);
}

/** Chosen events in the order given; those that are not there are left out. */
export function exportRowsOf(
  db: ReadDb,
  seqs: readonly number[],
  columns: readonly ExportColumn[],
): readonly ExportRow[] {
  const rows = prepared<ExportRow>(
    db,
    `SELECT ${sqlOf(columns)} FROM event WHERE seq IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(seqs));
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  const found = seqs.flatMap((seq) => bySeq.get(seq) ?? []);
  return completer(db, columns)(found);
}

function sqlOf(columns: readonly ExportColumn[]): string {
  const read = new Set<ExportColumn>(['seq', 'raw', ...columns]);
  return [...read].map((column) => SQL[column]).join(', ');
}

/** Adds the originals, if they are wanted. */
function completer(
  db: ReadDb,
  columns: readonly ExportColumn[],
): (rows: readonly ExportRow[]) => readonly ExportRow[] {
  if (!columns.includes('raw')) return (rows) => rows;
  const originalOf = originalReader(db);
  return (rows) => rows.map((row) => ({ ...row, raw: originalOf(row.seq) }));
}

/** Reads originals one after another; neighbours are in one block, which is unpacked once. */
function originalReader(db: ReadDb): (seq: number) => string | null {
  const blockOf = db.prepare<[number], { readonly first: number; readonly data: Buffer }>(
    `SELECT first_seq AS first, data FROM raw_block WHERE first_seq <= ?
     ORDER BY first_seq DESC LIMIT 1`,
  );
  let first = 0;
  let originals: readonly (Buffer | null)[] = [];
  return (seq) => {
    if (seq < first || seq >= first + originals.length) {
      const block = blockOf.get(seq);
      if (!block) return null;
      first = block.first;
      originals = unpackedOrCorrupt(block.data);
    }
    return originals[seq - first]?.toString('utf8') ?? null;
  };
}
