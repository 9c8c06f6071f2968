/** Numbers, names and sentences of acts, in the words of product.md §2. */

/** Longest quotation within a sentence, in UTF-16 code units. */
const QUOTED_TEXT = 120;

/** `1 event`, `1,204 events`, `3 entities`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural(noun)}`;
}

/** The beginning of a text that somebody wrote, on one line. */
export function shortened(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  if (line.length <= QUOTED_TEXT) return line;
  // A pair that is cut in half is not text any more.
  return `${line.slice(0, QUOTED_TEXT).replace(/[\u{D800}-\u{DBFF}]$/u, '')}…`;
}

function plural(noun: string): string {
  if (/[^aeiou]y$/u.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/u.test(noun) ? `${noun}es` : `${noun}s`;
}
