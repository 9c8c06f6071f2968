import { fitText, fitTextEnd, textWidth } from './text-width.ts';
import { visibleLine } from './visible-text.ts';

/** Columns of the text before the mark, of the mark, and of all together. */
const BEFORE_COLUMNS = 32;
const MARK_COLUMNS = 32;
const ALL_COLUMNS = 76;

/**
 * A line of text and a line that marks a stretch of it, as compilers do; cut to what is near.
 * @param start of the stretch, in UTF-16 code units
 * @param end behind it
 */
export function markedText(text: string, start: number, end: number): string[] {
  const before = fitTextEnd(visibleLine(text.slice(0, start)), BEFORE_COLUMNS);
  const marked = fitText(visibleLine(text.slice(start, end)), MARK_COLUMNS);
  const [indent, length] = [textWidth(before), textWidth(marked)];
  const after = fitText(visibleLine(text.slice(end)), ALL_COLUMNS - indent - length);
  return [`${before}${marked}${after}`, `${' '.repeat(indent)}${'^'.repeat(Math.max(1, length))}`];
}
