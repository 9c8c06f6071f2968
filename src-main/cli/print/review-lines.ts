import type { EventReview } from '#shared/model/review.ts';
import { formatLocalTime } from './format.ts';
import { styled } from './style.ts';
import { visibleLines } from './visible-text.ts';

/** What people added to an event; no lines if nobody added anything. */
export function reviewLines({ flag, notes, holds }: EventReview): string[] {
  const lines = [
    ...(flag ? mark('Flagged', flag, flag.note) : []),
    ...notes.flatMap((note) => mark('Note', note, note.text)),
    ...holds.flatMap((hold) => mark(`Held by hold ${hold.id}`, hold, hold.reason)),
  ];
  return lines.length === 0 ? [] : ['', styled('dim', 'Review'), ...lines];
}

function mark(
  what: string,
  { at, operator }: { readonly at: number | null; readonly operator: string | null },
  text: string | null,
): string[] {
  const by = operator === null ? '' : ` by ${operator}`;
  const when = at === null ? '' : `, ${formatLocalTime(at)}`;
  const [first = ''] = visibleLines(`${what}${by}${when}`);
  const words = text === null ? [] : visibleLines(text).map((line) => `    ${line}`);
  return [`  ${styled('yellow', first)}`, ...words];
}
