import { createChain } from '../chain/chain.ts';
import type { ReadDb } from '../sql/connection.ts';

/** Reads links of the chain, in hex, where the store has them. */
export class LinkReader {
  readonly #genesis: string;
  readonly #find: ReturnType<typeof prepareFind>;

  constructor(db: ReadDb, chainId: Uint8Array) {
    this.#genesis = createChain(chainId).genesis.toString('hex');
    this.#find = prepareFind(db);
  }

  /**
   * The link of an event. Of events that were pruned, only the last of each run has one, and the
   * one before the first; null for those between, and where there is no such event.
   */
  linkAt(seq: number): string | null {
    if (seq === 0) return this.#genesis;
    return this.#find.get({ seq }) ?? null;
  }
}

function prepareFind(db: ReadDb) {
  return db
    .prepare<[{ readonly seq: number }], string>(
      `SELECT lower(hex(link)) FROM event WHERE seq = @seq
       UNION ALL
       SELECT lower(hex(link)) FROM pruned_run WHERE last_seq = @seq AND first_seq =
         (SELECT max(first_seq) FROM pruned_run WHERE first_seq <= @seq)`,
    )
    .pluck();
}
