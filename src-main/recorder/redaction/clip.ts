/** A cut in the middle of a word goes back to where it began, if that is no further than this. */
const LONGEST_WORD = 4_096;

/**
 * A text of at most so many UTF-16 code units, with `…` where it was cut. It is cut between words:
 * half a secret would not be known as one.
 */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const gap = lastGap(cut);
  const kept = gap !== -1 && cut.length - gap <= LONGEST_WORD ? cut.slice(0, gap + 1) : cut;
  return `${kept.replace(/[\uD800-\uDBFF]$/u, '')}…`;
}

/** Where the last white space stands; -1 if there is none. */
function lastGap(text: string): number {
  for (let index = text.length - 1; index >= 0; index -= 1) {
    if (/\s/u.test(text.charAt(index))) return index;
  }
  return -1;
}
