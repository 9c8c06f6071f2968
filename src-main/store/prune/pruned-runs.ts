import { createHash } from 'node:crypto';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { createChain } from '../chain/chain.ts';
import type { Chain } from '../chain/chain.ts';
import type { RowValue } from '../chain/canonical-row.ts';
import { writeIntegerAt } from '../chain/canonical-row.ts';
import { HASHED_COLUMNS } from '../queries/event-columns.ts';
import type { SeqRun } from '../seq-set.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { Pace } from '../pace.ts';

/** A stretch of the chain whose events go, and how the chain is followed across it. */
export interface PrunedRun extends SeqRun {
  /**
   * Link of the event before the first (the genesis link if there is none) and link of the last, 32
   * bytes each; in one piece, because there may be very many runs.
   */
  readonly links: Buffer;
}

const DOMAIN = Buffer.from('annals.prune.v1\0');
const EVENTS_AT_ONCE = 256;

/**
 * Checks that the events of some runs are what they were when they were recorded, and finds the
 * links at their ends: what was tampered with is evidence, and is not deleted.
 * @throws AnnalsError STORE_CORRUPT naming the first event that does not fit
 */
export function* checkedRuns(
  db: ReadDb,
  runs: Iterable<SeqRun>,
  total: number,
): Sliced<PrunedRun[]> {
  const chain = createChain(chainIdOf(db));
  const linkAt = linkReader(db, chain);
  const rowsOf = db
    .prepare<[number, number, number], [number, Buffer, Buffer, ...RowValue[]]>(
      `SELECT seq, salt, link, ${HASHED_COLUMNS.join(', ')} FROM event
       WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?`,
    )
    .raw();
  const checked: PrunedRun[] = [];
  const pace = new Pace();
  let done = 0;
  for (const { first, last } of runs) {
    const linkBefore = linkAt(first - 1);
    let link = linkBefore;
    for (let next = first; next <= last;) {
      const rows = rowsOf.all(next, last, EVENTS_AT_ONCE);
      for (const [seq, salt, stored, ...fields] of rows) {
        if (seq !== next) throw notAsRecorded(next);
        link = chain.link(link, leafOrThrow(chain, seq, salt, fields));
        if (!link.equals(stored)) throw notAsRecorded(seq);
        next += 1;
      }
      if (rows.length === 0) throw notAsRecorded(next);
      done += rows.length;
      yield* pace.breathe({ done, total });
    }
    checked.push({ first, last, links: Buffer.concat([linkBefore, link]) });
  }
  return checked;
}

/** What the event of a prune says of its runs, in hex; they are in order (docs/proof.md). */
export function* runsHash(chainId: Uint8Array, runs: Iterable<PrunedRun>): Sliced<string> {
  const digest = createHash('sha256').update(DOMAIN).update(chainId);
  const pace = new Pace();
  const ends = Buffer.alloc(16);
  for (const { first, last, links } of runs) {
    writeIntegerAt(ends, 0, first);
    writeIntegerAt(ends, 8, last);
    digest.update(ends).update(links);
    yield* pace.breathe();
  }
  return digest.digest('hex');
}

/** The 16 bytes that tell this chain from others. */
export function chainIdOf(db: ReadDb): Buffer {
  const id = db.prepare<[], Buffer>('SELECT id FROM chain').pluck().get();
  if (!id) throw notAsRecorded(0);
  return id;
}

/** Reads the link of an event, also if it was the last of a run that was pruned. */
function linkReader(db: ReadDb, chain: Chain): (seq: number) => Buffer {
  const find = db
    .prepare<[number, number], Buffer>(
      `SELECT link FROM event WHERE seq = ?
       UNION ALL SELECT link FROM pruned_run WHERE last_seq = ?`,
    )
    .pluck();
  return (seq) => {
    const link = seq === 0 ? chain.genesis : find.get(seq, seq);
    if (!link) throw notAsRecorded(seq);
    return link;
  };
}

/** Integers that JavaScript cannot hold are never recorded, so such a value was changed. */
function leafOrThrow(chain: Chain, seq: number, salt: Buffer, fields: readonly RowValue[]): Buffer {
  try {
    return chain.leaf(seq, salt, fields);
  } catch (error) {
    if (error instanceof RangeError) throw notAsRecorded(seq);
    throw error;
  }
}

function notAsRecorded(seq: number): AnnalsError {
  return new AnnalsError(
    'STORE_CORRUPT',
    `Event ${seq} is not what it was when it was recorded; nothing was deleted.`,
    'It may be evidence. Verify the store to see what else does not fit, and keep a copy of it.',
  );
}
