import type { EventsCheck } from './check-events.ts';
import type { TargetsCheck } from './check-targets.ts';
import { chunkAt } from './chunks.ts';
import type { SeqRange } from './chunks.ts';
import { firstOf } from './finding.ts';
import type { Finding } from './finding.ts';
import { differing, emptySums } from './target-sums.ts';

/** What the stretches of a chain say together. */
interface Joined {
  readonly finding: Finding | null;
  /** Events that fit, up to the first stretch with one that does not. */
  readonly events: number;
  /** The first stretch for which the index of targets is not right. */
  readonly suspect: SeqRange | null;
}

/**
 * Puts together what was found in the stretches of a chain: each must end where the next begins.
 * @param checks in order; what comes after one with a finding is not looked at
 */
export function joinChecks(
  checks: readonly EventsCheck[],
  targets: TargetsCheck | null,
  headSeq: number,
): Joined {
  const sums = emptySums(checks.length);
  let events = 0;
  for (const [index, check] of checks.entries()) {
    events += check.events;
    const before = checks[index - 1]?.end;
    const isApart = before && check.begin && !isSame(before, check.begin);
    const gap = isApart
      ? { seq: before.seq, reason: 'The event changed while it was checked.' }
      : null;
    const finding = firstOf([gap, check.finding]);
    if (finding)
      return { finding: firstOf([finding, targets?.finding ?? null]), events, suspect: null };
    sums.low[index] = check.low;
    sums.high[index] = check.high;
  }
  const [suspect] = targets ? differing(sums, targets) : [];
  return {
    finding: targets?.finding ?? null,
    events,
    suspect: suspect === undefined ? null : chunkAt(suspect, headSeq),
  };
}

function isSame(one: { seq: number; link: string }, other: { seq: number; link: string }): boolean {
  return one.seq === other.seq && one.link === other.link;
}
