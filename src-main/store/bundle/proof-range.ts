import { AnnalsError } from '#shared/ipc/failure.ts';
import { createChain } from '../chain/chain.ts';
import { chainIdOf } from '../prune/pruned-runs.ts';
import type { SeqRun } from '../seq-set.ts';
import type { ReadDb } from '../sql/connection.ts';

/** A signed statement of the store, as a row. */
export interface StatementRow {
  readonly seq: number;
  readonly link: Buffer;
  readonly retained: number;
  readonly pruned: number;
  /** Integer milliseconds UTC. */
  readonly at: number;
  readonly key_id: string;
  readonly signature: Buffer;
  /** Of checkpoints only. */
  readonly previous?: Buffer;
}

/** A prune that took events of the range. */
interface RangePrune {
  readonly id: number;
  /** seq of the event that tells of it. */
  readonly act: number;
}

/** The part of the chain that a bundle proves: where it begins and where a statement ends it. */
export interface ProofRange extends SeqRun {
  readonly chainId: Buffer;
  readonly linkBefore: Buffer;
  /** By their acts. */
  readonly prunes: readonly RangePrune[];
  /** Checkpoints of the range, and the head if it ends there; the last one stands at its end. */
  readonly statements: readonly StatementRow[];
  readonly head: StatementRow;
}

/**
 * Finds the shortest range that proves some events: it reaches to the first statement that covers
 * them and the events of all prunes in between.
 * @throws AnnalsError JOB_RUNNING while a prune takes events of the range; STORE_CORRUPT if the store
 *   does not know what it should
 */
export function findProofRange(db: ReadDb, first: number, lastSelected: number): ProofRange {
  const chainId = chainIdOf(db);
  const head = db.prepare<[], StatementRow>('SELECT * FROM head').get();
  if (!head) throw incomplete('The store has lost its head.');
  let last = 0;
  let prunes: readonly RangePrune[] = [];
  // A longer range may have prunes in it that only a longer one still proves.
  for (let wanted = lastSelected; wanted > last;) {
    last = closingSeq(db, wanted) ?? head.seq;
    prunes = prunesBetween(db, first, last);
    wanted = Math.max(lastSelected, ...prunes.map(({ act }) => act));
    if (wanted > head.seq) throw incomplete(`The signed head does not know event ${wanted}.`);
  }
  const checkpoints = db
    .prepare<[number, number], StatementRow>(
      'SELECT * FROM checkpoint WHERE seq BETWEEN ? AND ? ORDER BY seq',
    )
    .all(first, last);
  const isClosed = checkpoints.at(-1)?.seq === last;
  return {
    chainId,
    first,
    last,
    linkBefore: linkBefore(db, chainId, first),
    prunes,
    statements: isClosed ? checkpoints : [...checkpoints, head],
    head,
  };
}

/**
 * The first checkpoint that covers an event and whose own link can be computed: not one within a run
 * of pruned events. Null if only the head is left.
 */
function closingSeq(db: ReadDb, seq: number): number | null {
  const find = db
    .prepare<[number], number>(
      `SELECT seq FROM checkpoint WHERE seq >= ? AND seq >= ifnull(
         (SELECT last_seq FROM pruned_run WHERE first_seq <= checkpoint.seq
          ORDER BY first_seq DESC LIMIT 1), 0)
       ORDER BY seq LIMIT 1`,
    )
    .pluck();
  return find.get(seq) ?? null;
}

function prunesBetween(db: ReadDb, first: number, last: number): RangePrune[] {
  const rows = db
    .prepare<[number, number], { id: number; state: string; act: number | null }>(
      `SELECT id, state, act FROM prune WHERE id IN
         (SELECT prune FROM pruned_run WHERE first_seq BETWEEN ? AND ?) ORDER BY act`,
    )
    .all(first, last);
  return rows.map(({ id, state, act }) => {
    if (state === 'running') {
      throw new AnnalsError(
        'JOB_RUNNING',
        'A prune is taking events away from between those of the bundle.',
        'Wait until it has ended.',
      );
    }
    if (act === null) throw incomplete(`Nothing tells of prune ${id}.`);
    return { id, act };
  });
}

function linkBefore(db: ReadDb, chainId: Buffer, first: number): Buffer {
  if (first === 1) return createChain(chainId).genesis;
  const link = db
    .prepare<[number, number], Buffer>(
      `SELECT link FROM event WHERE seq = ?
       UNION ALL SELECT link FROM pruned_run WHERE last_seq = ?`,
    )
    .pluck()
    .get(first - 1, first - 1);
  if (!link) throw incomplete(`Event ${first - 1} is missing.`);
  return link;
}

/** The error for a store that cannot prove what it holds. */
export function incomplete(what: string): AnnalsError {
  return new AnnalsError(
    'STORE_CORRUPT',
    `${what} Nothing can be proven of the events around it.`,
    'Verify the store to see what else does not fit, and keep a copy of it.',
  );
}
