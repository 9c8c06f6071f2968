import type { MenuItemConstructorOptions } from 'electron';

const NAMES: Readonly<Record<string, string>> = {
  Mod: 'CmdOrCtrl',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
};

/** The first shortcut of a command as Electron writes it: `CmdOrCtrl+O`; null if there is none. */
export function acceleratorOf(keys: readonly string[]): string | null {
  const [first] = keys;
  if (first === undefined) return null;
  return first
    .split('+')
    .map((part) => NAMES[part] ?? part)
    .join('+');
}

/** Gives every line of a menu a letter of its own to be chosen by, as far as its words have one. */
export function withMnemonics(
  lines: readonly MenuItemConstructorOptions[],
): MenuItemConstructorOptions[] {
  const taken = new Set<string>();
  return lines.map((line) => {
    if (line.label === undefined) return line;
    const at = placeOf(line.label, taken);
    if (at < 0) return line;
    taken.add(line.label.charAt(at).toLowerCase());
    return { ...line, label: `${line.label.slice(0, at)}&${line.label.slice(at)}` };
  });
}

/** A free first letter of a word if there is one, else any free letter; -1 if there is none. */
function placeOf(label: string, taken: ReadonlySet<string>): number {
  const isFree = (letter: string): boolean => !taken.has(letter.toLowerCase());
  const places = [...label.matchAll(/[a-z]/giu)].map(({ index }) => index);
  const isFirst = (at: number): boolean => at === 0 || label.charAt(at - 1) === ' ';
  return (
    places.find((at) => isFirst(at) && isFree(label.charAt(at))) ??
    places.find((at) => isFree(label.charAt(at))) ??
    -1
  );
}
