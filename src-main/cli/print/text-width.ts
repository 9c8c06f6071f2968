const WIDE =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;

/** Code units of one character beyond which its marks are drawn over the neighbours. */
const MOST_UNITS = 16;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Columns that a text takes on a terminal; it must be visible already. */
export function textWidth(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** Cuts a text to a number of columns, with … where something is missing. */
export function fitText(text: string, width: number): string {
  if (isPlain(text))
    return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
  let kept = '';
  let keptBeforeMark = '';
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    used += WIDE.test(segment) ? 2 : 1;
    if (used > width) return `${keptBeforeMark}…`;
    kept += segment.slice(0, MOST_UNITS);
    if (used < width) keptBeforeMark = kept;
  }
  return kept;
}

/** Cuts a text to its last columns, with … where something is missing. */
export function fitTextEnd(text: string, width: number): string {
  const segments = Array.from(segmenter.segment(text), ({ segment }) => segment);
  let used = textWidth(text);
  if (used <= width) return text;
  let first = 0;
  for (; used >= width && first < segments.length; first += 1) {
    used -= textWidth(segments[first] ?? '');
  }
  return `…${segments.slice(first).join('')}`;
}

/** Latin text takes one column a character. */
function isPlain(text: string): boolean {
  return /^[\x20-\x7e\xa0-\u02ff…]*$/u.test(text);
}
