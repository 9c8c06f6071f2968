import type { Command } from './command.ts';

/** What a shortcut needs to know of a keyboard event. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** True if the press is the shortcut, such as `Mod+Shift+O`, `F5` or `/`. */
export function matchesKeys(keys: string, press: KeyPress): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  if (press.key.toLowerCase() !== key.toLowerCase()) return false;
  const wants = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  // A character that takes Shift on some layouts, such as `/` or `?`, is that character anyway.
  const isShiftRight = isSymbol(key) || press.shiftKey === wants('Shift');
  return (
    (press.ctrlKey || press.metaKey) === wants('Mod') &&
    press.altKey === wants('Alt') &&
    isShiftRight
  );
}

/** The command that a key press asks for; while text is typed only chords and F-keys count. */
export function commandForPress(
  commands: readonly Command[],
  press: KeyPress,
  isTyping: boolean,
): Command | null {
  const found = commands.find((command) => command.keys.some((keys) => matchesKeys(keys, press)));
  if (!found) return null;
  const isText = press.key.length === 1 && !press.ctrlKey && !press.metaKey;
  return isTyping && (isText || isEditing(press)) ? null : found;
}

/** True for what a text box does by itself: select all, undo. */
function isEditing({ key, shiftKey, altKey }: KeyPress): boolean {
  return !shiftKey && !altKey && ['a', 'z'].includes(key.toLowerCase());
}

const KEY_NAMES = {
  Mod: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page up',
  PageDown: 'Page down',
  Escape: 'Esc',
  ContextMenu: 'Menu',
} as const;
const MAC_NAMES = { Mod: '⌘', Shift: '⇧', Alt: '⌥' } as const;

/** A shortcut as people read it: `Ctrl+O`, or `⌘O` on macOS. */
export function describeKeys(keys: string, isMac: boolean): string {
  const names: Readonly<Record<string, string>> = isMac
    ? { ...KEY_NAMES, ...MAC_NAMES }
    : KEY_NAMES;
  // A plus behind a plus is the key itself.
  return keys
    .split(/\+(?=.)/u)
    .map((part) => names[part] ?? part)
    .join(isMac ? '' : '+');
}

function isSymbol(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase();
}
