import type { ImportPreview } from '#shared/model/import-preview.ts';
import type { Offered } from './slices/import-offer.ts';

/** The numbers that a preview shows. Always: read = added + duplicates + rejected. */
export interface PreviewCounts {
  readonly read: number;
  readonly added: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** True if everything was read; false while they grow, or if they never will be exact. */
  readonly isExact: boolean;
}

/** What stands where the events would, if there are none; `ready` if there are. */
export type PreviewFinding =
  | 'failed'
  | 'loading'
  | 'empty'
  | 'nothingNew'
  | 'allRejected'
  | 'ready';

/** The best that is known of what the files become: all of it, or of the first records. */
export function shownPreview({ sample, exact }: Offered): ImportPreview | null {
  return exact.kind === 'done' ? exact.preview : sample;
}

/** The counts as far as they are known; null while nothing is. */
export function shownCounts(offered: Offered): PreviewCounts | null {
  const { sample, exact } = offered;
  if (exact.kind === 'done') return { ...countsOf(exact.preview), isExact: true };
  if (!sample) return null;
  const progress = exact.kind === 'counting' ? exact.progress : null;
  // The first records were counted already, and counts should not fall back.
  const most = progress && progress.read > sample.read ? progress : sample;
  return { ...countsOf(most), isExact: false };
}

export function findingOf(offered: Offered): PreviewFinding {
  if (offered.failure) return 'failed';
  const counts = shownCounts(offered);
  if (!counts) return 'loading';
  if (counts.added > 0 || !counts.isExact) return 'ready';
  if (counts.read === 0) return 'empty';
  return counts.duplicates > 0 ? 'nothingNew' : 'allRejected';
}

/** True if starting the import would do something. */
export function canStart(offered: Offered): boolean {
  const counts = shownCounts(offered);
  if (!counts || offered.isSampling || offered.isStarting || offered.failure) return false;
  if (counts.isExact && counts.added === 0) return false;
  return !isStoppedByBadRecords(offered);
}

/** True if there are bad records, and nothing is to be imported if there are. */
export function isStoppedByBadRecords(offered: Offered): boolean {
  return offered.options.isStrict && (shownCounts(offered)?.rejected ?? 0) > 0;
}

function countsOf({ read, added, duplicates, rejected }: Omit<PreviewCounts, 'isExact'>) {
  return { read, added, duplicates, rejected };
}
