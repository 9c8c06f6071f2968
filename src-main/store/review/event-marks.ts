import type { EventFilter } from '#shared/model/event-filter.ts';
import type { EventMark } from '#shared/model/review.ts';
import { heldFilters, whereClause } from '../queries/where-clause.ts';
import type { ReadDb } from '../sql/connection.ts';
import { sql } from '../sql/fragment.ts';

const HELD: EventFilter = {
  from: null,
  to: null,
  terms: [{ field: 'held', values: ['yes'], negated: false }],
};

interface MarkRow {
  readonly seq: number;
  readonly isFlagged: 0 | 1;
  readonly isNoted: 0 | 1;
  readonly isHeld: 0 | 1;
}

/** What a list shows of events: those of some that are flagged, noted or held. */
export function readMarks(db: ReadDb, seqs: readonly number[]): readonly EventMark[] {
  const held = whereClause(HELD, { span: null, held: heldFilters(db, HELD) });
  const query = sql`SELECT event.seq,
      EXISTS (SELECT 1 FROM flag WHERE flag.seq = event.seq) AS isFlagged,
      EXISTS (SELECT 1 FROM note WHERE note.seq = event.seq) AS isNoted,
      ifnull(${held}, FALSE) AS isHeld
    FROM event WHERE event.seq IN (SELECT value FROM json_each(${JSON.stringify(seqs)}))
      AND (isFlagged OR isNoted OR isHeld) ORDER BY event.seq`;
  return db
    .prepare<unknown[], MarkRow>(query.text)
    .all(...query.values)
    .map(({ seq, isFlagged, isNoted, isHeld }) => ({
      seq,
      isFlagged: isFlagged === 1,
      isNoted: isNoted === 1,
      isHeld: isHeld === 1,
    }));
}
