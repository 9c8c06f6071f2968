import type { Command } from '../../commands/command.ts';

/** How well a word fits; less is better. */
const FIRST = 0;
const WORD = 1;
const INSIDE = 3;
const GROUP = 4;
const SCATTERED = 6;

/**
 * The commands that fit what was typed, the best first: each word begins the label or one of its
 * words, stands inside it, begins the name of the group, or has its letters there in order. Among
 * equals those come first that were used lately, then those that say the least beside it: `exp` means
 * Export before Explore sample data. Without anything typed the order of the list stays.
 */
export function rankCommands(
  commands: readonly Command[],
  typed: string,
  recent: readonly string[],
): readonly Command[] {
  const words = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  const rankOf = ({ id }: Command): number => {
    const place = recent.indexOf(id);
    return place === -1 ? recent.length : place;
  };
  return commands
    .flatMap((command) => {
      const score = scoreOf(command, words);
      return score === null ? [] : [{ command, score }];
    })
    .toSorted(
      (a, b) =>
        a.score - b.score ||
        rankOf(a.command) - rankOf(b.command) ||
        (words.length === 0 ? 0 : a.command.label.length - b.command.label.length),
    )
    .map(({ command }) => command);
}

/** Null if one of the words does not fit. */
function scoreOf({ label, group }: Command, words: readonly string[]): number | null {
  let sum = 0;
  for (const word of words) {
    const score = fit(label.toLowerCase(), group.toLowerCase(), word);
    if (score === null) return null;
    sum += score;
  }
  return sum;
}

function fit(label: string, group: string, word: string): number | null {
  if (label.startsWith(word)) return FIRST;
  if (label.includes(` ${word}`)) return WORD;
  if (label.includes(word)) return INSIDE;
  if (group.startsWith(word)) return GROUP;
  return isScattered(label, word) ? SCATTERED : null;
}

/** True if all letters are there in order, the first one at the beginning of a word. */
function isScattered(label: string, word: string): boolean {
  return [...label.matchAll(/\S+/gu)].some(({ index }) => {
    let at = index;
    if (label.charAt(at) !== word.charAt(0)) return false;
    for (const letter of word.slice(1)) {
      at = label.indexOf(letter, at + 1);
      if (at === -1) return false;
    }
    return true;
  });
}
