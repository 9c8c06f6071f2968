import { LIMITS } from '#shared/model/limits.ts';
import type { MarkResult, ReviewState } from '#shared/model/review-mark.ts';
import { actLines } from './act-lines.ts';
import { counted, formatLocalTime, zoneName } from './format.ts';
import { styled } from './style.ts';
import { visibleLine } from './visible-text.ts';

/**
 * How far the trail was reviewed, for people, and what to do next.
 * @param headSeq number of the newest event
 */
export function reviewStateLines(state: ReviewState, headSeq: number): string[] {
  const { upToSeq, unreviewed } = state;
  const what = upToSeq === 0 ? 'Nothing was reviewed yet.' : `${markText(state)}.`;
  if (unreviewed === 0) return [what, 'There is nothing new to review.'];
  const limit = Math.min(headSeq - upToSeq, LIMITS.pageRows);
  const isOne = unreviewed === 1;
  return [
    what,
    styled('yellow', `${counted(unreviewed, 'event')} ${isOne ? 'is' : 'are'} to be reviewed.`),
    styled(
      'dim',
      `To see ${isOne ? 'it' : 'them'}: annals query --order recorded --limit ${limit}`,
    ),
    styled('dim', 'To sign off: annals review --mark'),
  ];
}

function markText({ upToSeq, at, operator }: ReviewState): string {
  const by = operator === null ? '' : ` by ${visibleLine(operator)}`;
  const when = at === null ? '' : `, ${formatLocalTime(at)} ${zoneName()}`;
  return `Reviewed up to event #${upToSeq}${by}${when}`;
}

/** What signing off has changed, for people. */
export function markReportLines({ updatedCount, headSeq }: MarkResult, upToSeq: number): string[] {
  if (updatedCount === 0) return ['Nothing changed: there was nothing new to review up to there.'];
  const events = counted(updatedCount, 'event');
  return actLines(`Marked ${events} as reviewed, up to #${upToSeq}.`, headSeq);
}
