import type { ErrorGroup } from '#shared/model/error-group.ts';

/** A stretch of time; `to` is not included. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;

/** The time that all groups are drawn over, so that they can be compared: that which was asked for. */
export function periodOf(
  groups: readonly Pick<ErrorGroup, 'firstSeen' | 'lastSeen'>[],
  days: number | null,
  now: number,
): Period {
  const last = groups.reduce((latest, { lastSeen }) => Math.max(latest, lastSeen), 0);
  if (days !== null) return { from: now - days * DAY_MS, to: Math.max(now, last) + 1 };
  const first = groups.reduce((least, { firstSeen }) => Math.min(least, firstSeen), last);
  return { from: first, to: last + 1 };
}
