import type { FlagResult, UndoResult } from '#shared/model/review.ts';
import { actLines } from './act-lines.ts';
import { counted } from './format.ts';

type Kind = 'events' | 'entities';

/** What flagging has changed, for people. */
export function flagReportLines(
  { updatedCount, act }: FlagResult,
  kind: Kind,
  flagged: boolean,
): string[] {
  if (act === null) {
    return [
      flagged
        ? `Nothing changed: there are no such ${kind} that are not flagged already.`
        : `Nothing changed: there are no such ${kind} that are flagged.`,
    ];
  }
  const what = kind === 'events' ? counted(updatedCount, 'event') : entities(updatedCount);
  const done = `${flagged ? 'Flagged' : 'Unflagged'} ${what}.`;
  return actLines(done, act, `To take it back: annals flag --undo ${act}`);
}

/** What taking an act back has changed, for people. */
export function undoReportLines({ updatedCount, leftAlone, headSeq }: UndoResult): string[] {
  const rest = leftAlone === 0 ? '' : ` ${stays(leftAlone)}`;
  if (updatedCount === 0) return [`Nothing is left to take back.${rest}`];
  const flags = counted(updatedCount, 'flag');
  return actLines(
    `Put ${flags} back as ${updatedCount === 1 ? 'it was' : 'they were'}.${rest}`,
    headSeq,
  );
}

function stays(count: number): string {
  return count === 1
    ? '1 was changed again since, and stays as it is.'
    : `${counted(count, 'other')} were changed again since, and stay as they are.`;
}

function entities(count: number): string {
  return counted(count, 'entity', 'entities');
}
