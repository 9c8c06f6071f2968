/** Fewest insertions, deletions, replacements and swaps of neighbours between two words. */
function distance(from: string, to: string): number {
  let twoBack: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (previous[column] ?? Infinity) + 1,
        (current[column - 1] ?? Infinity) + 1,
        (previous[column - 1] ?? Infinity) + (isSame ? 0 : 1),
        isSwap ? (twoBack[column - 2] ?? Infinity) + 1 : Infinity,
      );
    }
    twoBack = previous;
    previous = current;
  }
  return previous[to.length] ?? Infinity;
}

/** The word that somebody most likely meant; null if none is near. */
export function closest(word: string, words: readonly string[]): string | null {
  const near = Math.max(1, Math.floor(word.length / 3));
  const ranked = words
    // So much shorter a word cannot be near, and comparing with a long text would take long.
    .filter((candidate) => candidate.length >= word.length - near)
    .map((candidate) => ({ candidate, distance: distance(word, candidate) }))
    .toSorted((a, b) => a.distance - b.distance);
  const [best] = ranked;
  if (best && best.distance <= near) return best.candidate;
  return words.find((candidate) => word.length >= 3 && candidate.startsWith(word)) ?? null;
}
