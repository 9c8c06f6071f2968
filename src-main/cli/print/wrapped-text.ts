import { textWidth } from './text-width.ts';

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 100;

/** A sentence on as many lines as it takes, all but the first indented like the first. */
export function wrappedLines(prefix: string, text: string, width: number): string[] {
  const most = Math.min(width, WIDEST);
  const indent = ' '.repeat(textWidth(prefix));
  const lines: string[] = [];
  let line = prefix;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && textWidth(line) + 1 + textWidth(word) > most) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
