import type { ReadDb } from '../sql/connection.ts';
import type { SeqSet } from '../seq-set.ts';
import type { HeldEvents } from './review-part.ts';
import type { ProofRange } from './proof-range.ts';

/** What goes into a bundle, found before anything is written. */
export interface BundleContents {
  readonly db: ReadDb;
  readonly range: ProofRange;
  /** Events that are there whole: the chosen ones and those that the proof needs. */
  readonly whole: SeqSet;
  /** Those of them that were not chosen. */
  readonly proofOnly: ReadonlySet<number>;
  /** Number of chosen events. */
  readonly chosen: number;
  readonly held: HeldEvents;
  /** What was written so far, for the manifest; rows read, for progress. */
  readonly counts: BundleCounts;
}

export interface BundleCounts {
  events: number;
  proofEvents: number;
  leaves: number;
  pruned: number;
  originals: number;
  reviewed: number;
  holds: number;
  rowsRead: number;
}
