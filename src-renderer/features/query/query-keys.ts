/** What a key does in the query bar. */
export type QueryAct =
  | 'take-active'
  | 'take-tab'
  | 'next'
  | 'previous'
  | 'close'
  | 'open'
  | 'open-recent'
  | 'ask'
  | 'to-list'
  | 'leave';

/** What the act of a key depends on. */
export interface QuerySituation {
  readonly isEmpty: boolean;
  /** True if the popup lists something, or is about to. */
  readonly isOpen: boolean;
  readonly hasOptions: boolean;
  readonly hasActive: boolean;
  /** True if there is an option that Tab takes. */
  readonly canTab: boolean;
}

interface Press {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** What a key press means; null leaves it to the input. */
export function actOf({ key, shiftKey, altKey }: Press, now: QuerySituation): QueryAct | null {
  switch (key) {
    case 'Enter':
      return now.hasActive ? 'take-active' : 'ask';
    case 'Tab':
      return now.canTab && !shiftKey ? 'take-tab' : null;
    case 'Escape':
      return now.isOpen ? 'close' : 'leave';
    case 'ArrowDown':
      if (now.hasOptions) return 'next';
      return altKey ? 'open' : 'to-list';
    case 'ArrowUp':
      if (now.hasOptions) return 'previous';
      return now.isEmpty ? 'open-recent' : null;
    default:
      return null;
  }
}
