import type { HoldResult } from '#shared/model/review.ts';
import { actLines } from './act-lines.ts';
import { counted } from './format.ts';

/**
 * What a new hold keeps, for people.
 * @param isOpen it keeps what comes later too
 */
export function holdReportLines(
  { hold, heldCount, headSeq }: HoldResult,
  isOpen: boolean,
): string[] {
  const later = isOpen ? ' now, and those that come later' : '';
  return actLines(
    `Hold ${hold} keeps ${counted(heldCount, 'event')}${later}.`,
    headSeq,
    `To end it: annals hold --release ${hold} --reason TEXT`,
  );
}

export function releaseReportLines({ hold, heldCount, headSeq }: HoldResult): string[] {
  return actLines(`Released hold ${hold}, which kept ${counted(heldCount, 'event')}.`, headSeq);
}
