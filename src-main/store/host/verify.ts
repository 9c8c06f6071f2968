import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Verification } from '#shared/model/verification.ts';
import { firstOf } from '../verify/finding.ts';
import type { Finding } from '../verify/finding.ts';
import { MISSING } from '../verify/check-events.ts';
import type { EventsCheck } from '../verify/check-events.ts';
import type { TargetsCheck } from '../verify/check-targets.ts';
import { chunkAt, chunkCount } from '../verify/chunks.ts';
import { readEvidence } from '../verify/evidence.ts';
import type { OutsideEvidence } from '../verify/evidence.ts';
import { joinChecks } from '../verify/join-checks.ts';
import type { HeadFacts, StoreSnapshot } from '../verify/snapshot.ts';
import type { MixKey } from '../verify/target-sums.ts';
import { judge } from '../verify/verdict.ts';
import type { StoreCheck } from '../verify/verdict.ts';
import type { KnownLink } from '../verify/verify-jobs.ts';
import type { JobThread } from './job-thread.ts';
import type { Watch } from './store-host.ts';

export interface VerifyRequest {
  readonly openThread: () => Promise<JobThread>;
  /** Where the operator's anchors and key are. */
  readonly stateFolder: string;
  /** Paths of seals. */
  readonly seals: readonly string[];
  readonly watch: Watch;
}

/** Threads beyond this number wait for the disk more than they hash. */
const MOST_THREADS = 8;
/** A head that says more was not written by Annals, and must not decide how much memory is taken. */
const MOST_EVENTS = 2 ** 36;
/** So often a thread tries to see the same as the first, while a prune goes on. */
const SNAPSHOT_TRIES = 20;

/**
 * Verifies a store, in as many threads as there are cores: docs/proof.md says what that proves. All
 * threads look at the store as it was at one moment, whatever is recorded or pruned meanwhile.
 * @throws AnnalsError CANCELLED; what reading seals and the store fails with
 */
export async function verifyStore(request: VerifyRequest): Promise<Verification> {
  const outside = readEvidence(request.stateFolder, request.seals);
  const opening: Promise<JobThread>[] = [];
  const openThread = (): Promise<JobThread> => {
    const thread = request.openThread();
    opening.push(thread);
    return thread;
  };
  try {
    const lead = await openThread();
    const snapshot = await lead.call('takeSnapshot', [], request.watch.signal);
    const check = await checkStore(lead, openThread, snapshot, outside, request.watch);
    return judge(check, outside, Date.now());
  } finally {
    // Some may still be opening when another has failed.
    for (const thread of await Promise.allSettled(opening)) {
      if (thread.status === 'fulfilled') await thread.value.close();
    }
  }
}

async function checkStore(
  lead: JobThread,
  openThread: () => Promise<JobThread>,
  snapshot: StoreSnapshot,
  outside: OutsideEvidence,
  watch: Watch,
): Promise<StoreCheck> {
  const { chainId, head } = snapshot;
  if (chainId === null || head === null) {
    const finding = { seq: 0, reason: 'The store has lost its chain id or its head.' };
    return { snapshot, finding, events: 0, known: new Map() };
  }
  const { signal } = watch;
  // The newest event is never pruned, so that the head cannot rightly be beyond it.
  const upTo = Math.min(head.seq, snapshot.lastSeq ?? 0, MOST_EVENTS);
  const work = new SharedWork(upTo, watch);
  const about = outside.witnesses.filter(({ chain }) => chain === chainId);
  const findings: (Finding | null)[] = [];
  if (upTo < head.seq) findings.push({ seq: upTo + 1, reason: MISSING });
  let prunes: Finding | null = null;
  let known: readonly KnownLink[] = [];
  const leads = async (): Promise<void> => {
    known = await lead.call('linksAt', [about.map(({ seq }) => seq)], signal);
    findings.push(await lead.call('checkStatements', [], signal));
    prunes = await lead.call('checkPrunes', [], signal);
    findings.push(await lead.call('checkActs', [], signal));
    await work.doWith(lead);
  };
  const helps = async (): Promise<void> => {
    const thread = await openThread();
    if (await seesTheSame(thread, head, signal)) await work.doWith(thread);
  };
  const helpers = Math.min(availableParallelism(), MOST_THREADS, work.size) - 1;
  try {
    await Promise.all([leads(), ...Array.from({ length: helpers }, helps)]);
  } finally {
    work.stop();
  }
  const { finding, events, suspect } = joinChecks(work.checks, work.targets, upTo);
  const inIndex = suspect && (await lead.call('compareTargets', [suspect], signal));
  return {
    snapshot,
    // A break in the chain says more exactly where a run is wrong.
    finding: firstOf([finding ?? prunes, inIndex, ...findings]),
    events,
    known: new Map(about.map((witness, index) => [witness, known[index] ?? NOTHING])),
  };
}

const NOTHING: KnownLink = { link: null, checkpoint: null };

/**
 * Lets a thread look at the store until it sees what the first one sees: the same events pruned, and
 * none missing. While a prune goes on it may not come to that; then it does not help.
 */
async function seesTheSame(
  thread: JobThread,
  { seq, pruned }: HeadFacts,
  signal: AbortSignal,
): Promise<boolean> {
  for (let attempt = 0; attempt < SNAPSHOT_TRIES; attempt += 1) {
    const { head } = await thread.call('takeSnapshot', [], signal);
    if (head && head.pruned === pruned && head.seq >= seq) return true;
  }
  return false;
}

/** What any thread can do: the stretches of the chain, in order, and the index of targets. */
class SharedWork {
  readonly #upTo: number;
  readonly #watch: Watch;
  readonly #key: MixKey;
  /** By place in the chain; those behind the first that does not fit may be left out. */
  readonly checks: EventsCheck[] = [];
  targets: TargetsCheck | null = null;
  #hasTargets = false;
  #next = 0;
  #done = 0;

  /** @param upTo the last event */
  constructor(upTo: number, watch: Watch) {
    this.#upTo = upTo;
    this.#watch = watch;
    const random = randomBytes(16);
    this.#key = [0, 4, 8, 12].map((at) => random.readInt32LE(at)) as unknown as MixKey;
  }

  /** In how many pieces it comes. */
  get size(): number {
    return chunkCount(this.#upTo) + 1;
  }

  /** Gives out no more of it. */
  stop(): void {
    this.#hasTargets = true;
    this.#next = Infinity;
  }

  /** Does pieces of the work in a thread until none is left. */
  async doWith(thread: JobThread): Promise<void> {
    const { signal, onProgress } = this.#watch;
    if (!this.#hasTargets) {
      this.#hasTargets = true;
      const request = { headSeq: this.#upTo, key: this.#key };
      this.targets = await thread.call('sumTargets', [request], signal);
    }
    while (this.#next < chunkCount(this.#upTo)) {
      const index = this.#next;
      const range = chunkAt(index, this.#upTo);
      this.#next += 1;
      const check = await thread.call('checkEvents', [{ range, key: this.#key }], signal);
      this.checks[index] = check;
      this.#done += range.last - range.first + 1;
      onProgress({ done: this.#done, total: this.#upTo });
      // What comes later is of no interest when something before it does not fit.
      if (check.finding) this.stop();
    }
  }
}
