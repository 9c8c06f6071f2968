import type { Batch, BatchPage, BatchesRequest } from '#shared/model/batch.ts';
import type { ReadDb } from '../sql/connection.ts';

interface BatchRow extends Omit<Batch, 'read' | 'format' | 'isGone'> {
  /** Empty until it is known. */
  readonly format: string;
  readonly isGone: 0 | 1;
}

/** Lists imports, the newest first. */
export function readBatches(db: ReadDb, { limit, offset }: BatchesRequest): BatchPage {
  const total = Number(db.prepare<[], number>('SELECT count(*) FROM batch').pluck().get());
  const rows = db
    .prepare<[number, number], BatchRow>(
      // Files are numbered from 0, so that the last number tells how many there are.
      `SELECT id, title, state, format, added, duplicates, rejected,
         (SELECT ifnull(max(position) + 1, 0) FROM batch_file WHERE batch = batch.id) AS files,
         added > 0 AND NOT EXISTS (SELECT 1 FROM event WHERE event.batch = batch.id) AS isGone,
         operator_name AS operator, started_at AS startedAt, ended_at AS endedAt
       FROM batch ORDER BY id DESC LIMIT ? OFFSET ?`,
    )
    .all(limit, offset);
  return { items: rows.map(toBatch), total };
}

function toBatch({ format, isGone, ...row }: BatchRow): Batch {
  const read = row.added + row.duplicates + row.rejected;
  return { ...row, format: format || null, read, isGone: isGone === 1 };
}
