/** What a key does in the list. */
export type ListKeyAction =
  | { readonly kind: 'move'; readonly index: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'back' }
  | { readonly kind: 'menu' }
  /** Goes to the cell beside, or onto the cells of the row and off them. */
  | { readonly kind: 'aside'; readonly by: -1 | 1 };

/** The list as far as keys are concerned. */
export interface ListKeyContext {
  /** Position of the active row; null if there is none. */
  readonly active: number | null;
  readonly total: number;
  /** Rows on one page. */
  readonly page: number;
  /** Where the keyboard enters the list: the first row in view. */
  readonly entry: number;
}

const STEPS: Readonly<Record<string, (context: ListKeyContext) => number>> = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  j: () => 1,
  k: () => -1,
  PageDown: ({ page }) => page,
  PageUp: ({ page }) => -page,
  Home: () => -Infinity,
  End: () => Infinity,
};

/** What a key without modifiers does; null if it is none of the list's. */
export function listKeyAction(key: string, context: ListKeyContext): ListKeyAction | null {
  if (key === 'Escape') return { kind: 'back' };
  if (context.total === 0) return null;
  if (key === 'Enter') return { kind: 'open' };
  if (key === 'ContextMenu') return { kind: 'menu' };
  if (key === 'ArrowLeft') return { kind: 'aside', by: -1 };
  if (key === 'ArrowRight') return { kind: 'aside', by: 1 };
  const stepOf = STEPS[key];
  if (!stepOf) return null;
  const step = stepOf(context);
  const last = context.total - 1;
  // The first press only enters the list, except that Home and End go where they say.
  if (context.active === null && Number.isFinite(step)) {
    return { kind: 'move', index: Math.min(last, context.entry) };
  }
  const index = Math.min(last, Math.max(0, (context.active ?? 0) + step));
  return { kind: 'move', index };
}
