import { openJobs } from '../../src-main/store/open-store.ts';
import { finish } from '../../src-main/store/sliced.ts';
import { chunkAt, chunkCount } from '../../src-main/store/verify/chunks.ts';
import { firstOf } from '../../src-main/store/verify/finding.ts';
import { joinChecks } from '../../src-main/store/verify/join-checks.ts';
import type { MixKey } from '../../src-main/store/verify/target-sums.ts';
import type { StorePlace } from './temp-store.ts';

/** Whether a store agrees with itself; what is known of it from outside is left out. */
export interface StoreAgreement {
  /** Events that fit, up to the first that does not. */
  readonly events: number;
  readonly firstBad: number | null;
  /** Empty if all fits. */
  readonly reason: string;
}

const KEY: MixKey = [0x12_34_56_78, -7, 0x0f_ed_cb_a9, 99];

/** All checks of a verification from within, in this thread. */
export function checkOf({ path, open }: Pick<StorePlace, 'path' | 'open'>): StoreAgreement {
  const { jobs, close } = openJobs(path, open);
  try {
    const { chainId, head } = jobs.takeSnapshot();
    if (chainId === null || head === null) return { events: 0, firstBad: 0, reason: 'lost' };
    const { seq } = head;
    const targets = finish(jobs.sumTargets({ headSeq: seq, key: KEY }));
    const checks = Array.from({ length: chunkCount(seq) }, (_, index) =>
      finish(jobs.checkEvents({ range: chunkAt(index, seq), key: KEY })),
    );
    const { finding, events, suspect } = joinChecks(checks, targets, seq);
    const bad = firstOf([
      finding ?? finish(jobs.checkPrunes()),
      suspect && finish(jobs.compareTargets(suspect)),
      finish(jobs.checkStatements()),
      finish(jobs.checkActs()),
    ]);
    return { events, firstBad: bad?.seq ?? null, reason: bad?.reason ?? '' };
  } finally {
    close();
  }
}
