import { safeBlock, safeString } from '#shared/text/safe-text.ts';

/**
 * Text of an event on one line of a terminal: what could move the cursor or turn the line around
 * is shown by its number, so that no event can pretend to be another or give it orders.
 */
export function visibleLine(text: string): string {
  return safeString(text);
}

/** Longer texts are cut before they are measured; no terminal is wider. */
const LONGEST_CELL = 4_096;

/** The same for a cell of a table. */
export function cellText(text: string): string {
  return visibleLine(text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text);
}

/** The same on several lines: the lines of the text itself. */
export function visibleLines(text: string): string[] {
  const safe = safeBlock(text)
    .map((piece) => piece.text)
    .join('');
  return safe.split('\n').map((line) => line.replaceAll('\t', '    '));
}
