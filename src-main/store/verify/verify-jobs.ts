import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { EventChecker } from './check-events.ts';
import type { EventsCheck } from './check-events.ts';
import { checkHolds } from './check-holds.ts';
import { checkEntityFlags, checkFlags, checkNotes, checkReviewMarks } from './check-marks.ts';
import { checkPrunes, checkRuns } from './check-prunes.ts';
import { checkStatements } from './check-statements.ts';
import { compareTargets, sumTargets } from './check-targets.ts';
import type { TargetsCheck } from './check-targets.ts';
import type { SeqRange } from './chunks.ts';
import { firstOf } from './finding.ts';
import type { Finding } from './finding.ts';
import { LinkReader } from './links.ts';
import { takeSnapshot } from './snapshot.ts';
import type { StoreSnapshot } from './snapshot.ts';
import type { MixKey } from './target-sums.ts';

/** What the store knows of the chain at one place. Hex. */
export interface KnownLink {
  /** Null if the event was pruned, and its link with it. */
  readonly link: string | null;
  /** By a checkpoint, which stays when its event goes. */
  readonly checkpoint: string | null;
}

/**
 * The parts of a verification, each about the snapshot that its thread has taken. Several threads
 * share the work (host/verify.ts); what is about the store as a whole is done by the first of them.
 */
export interface VerifyJobs {
  /** Begins, or begins anew, with the store as it is now. */
  takeSnapshot(): StoreSnapshot;
  checkEvents(request: { readonly range: SeqRange; readonly key: MixKey }): Sliced<EventsCheck>;
  /** Sums up the index of targets for the events up to one. */
  sumTargets(request: { readonly headSeq: number; readonly key: MixKey }): Sliced<TargetsCheck>;
  /** Finds what is wrong with the index of targets in a stretch whose sums differ. */
  compareTargets(range: SeqRange): Sliced<Finding | null>;
  /** Head, checkpoints and keys, and how what was pruned joins the rest. */
  checkStatements(): Sliced<Finding | null>;
  /** Whether the trail tells of all that was pruned. */
  checkPrunes(): Sliced<Finding | null>;
  /** Flags, notes, holds and sign-offs against the acts that the trail tells of. */
  checkActs(): Sliced<Finding | null>;
  /** What the store knows of the chain at some places. */
  linksAt(seqs: readonly number[]): readonly KnownLink[];
}

/** For calls from other threads. */
export const VERIFY_METHODS = [
  'takeSnapshot',
  'checkEvents',
  'sumTargets',
  'compareTargets',
  'checkStatements',
  'checkPrunes',
  'checkActs',
  'linksAt',
] as const satisfies readonly (keyof VerifyJobs)[];

/** A verification on a connection that does nothing else. */
export function verifyJobs(db: ReadDb): VerifyJobs {
  let checker: EventChecker | null = null;
  return {
    takeSnapshot: () => {
      checker = null;
      return takeSnapshot(db);
    },
    checkEvents: ({ range, key }) => {
      checker ??= new EventChecker(db, chainIdOf(db));
      return checker.check(range, key);
    },
    sumTargets: ({ headSeq, key }) => sumTargets(db, headSeq, key),
    compareTargets: (range) => compareTargets(db, range),
    checkStatements: () => checkAllStatements(db),
    checkPrunes: () => {
      const chainId = chainIdOf(db);
      return checkPrunes(db, chainId, new LinkReader(db, chainId));
    },
    checkActs: () => checkAllActs(db),
    linksAt: (seqs) => {
      const links = new LinkReader(db, chainIdOf(db));
      const checkpoint = db
        .prepare<[number], string>('SELECT lower(hex(link)) FROM checkpoint WHERE seq = ?')
        .pluck();
      return seqs.map((seq) => ({
        link: links.linkAt(seq),
        checkpoint: checkpoint.get(seq) ?? null,
      }));
    },
  };
}

function* checkAllStatements(db: ReadDb): Sliced<Finding | null> {
  const chainId = chainIdOf(db);
  const links = new LinkReader(db, chainId);
  return firstOf([yield* checkRuns(db), yield* checkStatements(db, chainId, links)]);
}

function* checkAllActs(db: ReadDb): Sliced<Finding | null> {
  return firstOf([
    checkHolds(db),
    checkReviewMarks(db),
    checkEntityFlags(db),
    yield* checkFlags(db),
    yield* checkNotes(db),
  ]);
}

function chainIdOf(db: ReadDb): Buffer {
  const id = db.prepare<[], Buffer>('SELECT id FROM chain').pluck().get();
  if (!id) throw new Error('a store without a chain id is not checked');
  return id;
}
