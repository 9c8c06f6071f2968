import { isAny } from '../../state/slices/chosen.ts';
import type { Chosen } from '../../state/slices/chosen.ts';
import { listKeyAction } from './list-keys.ts';
import type { ListKeyContext } from './list-keys.ts';

/** What a key does to what is chosen. */
export type ChooseKeyAction =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'toggle' }
  /** Goes to a row and leaves what is chosen as it is. */
  | { readonly kind: 'step'; readonly index: number }
  /** Goes to a row and chooses all up to it. */
  | { readonly kind: 'extend'; readonly index: number };

/** What is told of a key press. */
interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const EXTENDING = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End']);
const STEPPING = new Set(['ArrowDown', 'ArrowUp']);

/** What a key does to what is chosen; null if it is none of those. */
export function chooseKeyAction(
  { key, ctrlKey, metaKey, shiftKey, altKey }: Press,
  context: ListKeyContext,
  chosen: Chosen,
): ChooseKeyAction | null {
  const isMod = ctrlKey || metaKey;
  if (altKey || context.total === 0) return null;
  if (key === 'Escape' && !isMod && !shiftKey) return isAny(chosen) ? { kind: 'none' } : null;
  if (key.toLowerCase() === 'a' && isMod && !shiftKey) return { kind: 'all' };
  if (key === ' ' && !shiftKey) return { kind: 'toggle' };
  const kind = shiftKey ? 'extend' : 'step';
  const isOurs = shiftKey ? EXTENDING.has(key) : isMod && STEPPING.has(key);
  const move = isOurs ? listKeyAction(key, context) : null;
  return move?.kind === 'move' ? { kind, index: move.index } : null;
}
