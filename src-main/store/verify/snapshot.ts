import type { ReadDb } from '../sql/connection.ts';

/** What a store says of itself at the moment that is verified. All hashes and keys are hex. */
export interface StoreSnapshot {
  /** Null if the store has lost it. */
  readonly chainId: string | null;
  readonly head: HeadFacts | null;
  /** seqs of the first and the last event that are there; null if there is none. */
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
}

export interface HeadFacts {
  readonly seq: number;
  readonly retained: number;
  readonly pruned: number;
  readonly keyId: string;
  /** The key of that name by the store itself; null if it has none. */
  readonly publicKey: string | null;
}

/**
 * Begins to look at the store as it is now: what other connections commit is not seen any more by
 * this one, until it is closed or a later snapshot is taken.
 */
export function takeSnapshot(db: ReadDb): StoreSnapshot {
  if (db.inTransaction) db.exec('ROLLBACK');
  db.exec('BEGIN');
  const chainId = db.prepare<[], string>('SELECT lower(hex(id)) FROM chain').pluck().get();
  const head = db
    .prepare<[], HeadFacts>(
      `SELECT seq, retained, pruned, key_id AS keyId,
         (SELECT lower(hex(public_key)) FROM signing_key WHERE id = key_id) AS publicKey
       FROM head`,
    )
    .get();
  const edge = (which: 'min' | 'max'): number | null =>
    db.prepare<[], number | null>(`SELECT ${which}(seq) FROM event`).pluck().get() ?? null;
  return {
    chainId: chainId ?? null,
    head: head ?? null,
    firstSeq: edge('min'),
    lastSeq: edge('max'),
  };
}
