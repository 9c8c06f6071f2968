import { LIMITS } from '#shared/model/limits.ts';
import type { SliceCreator } from '../app-store.ts';

/** As many events can be chosen one by one: an act names no more; beyond that, a filter does. */
export const MOST_CHOSEN = LIMITS.targets;

/** Events that are chosen to be acted on: single ones, or all that match the filter. */
export type Chosen =
  | { readonly kind: 'events'; readonly seqs: ReadonlySet<number> }
  | { readonly kind: 'matching' };

interface ChosenState {
  /** Nothing chosen means the active event, if there is one. */
  readonly chosen: Chosen;
  /** Where a range begins. */
  readonly anchorSeq: number | null;
}

export interface ChosenActions {
  /** The keyboard or the mouse is at one event, and whatever else was chosen no longer is. */
  readonly chooseOnly: (seq: number | null) => void;
  readonly toggleChosen: (seq: number) => void;
  /** Chooses a range; `isAdded` keeps what was chosen before. */
  readonly chooseRange: (seqs: readonly number[], isAdded: boolean) => void;
  readonly chooseMatching: () => void;
  readonly clearChosen: () => void;
}

export type ChosenSlice = ChosenState & ChosenActions;

const NOTHING: Chosen = { kind: 'events', seqs: new Set() };

export const createChosenSlice: SliceCreator<ChosenSlice> = (set, get) => {
  /** Takes as many as may be chosen, and says if that is not all. */
  const choose = (seqs: Set<number>): void => {
    const kept = [...seqs].slice(0, MOST_CHOSEN);
    set({ chosen: { kind: 'events', seqs: new Set(kept) } });
    if (kept.length < seqs.size) get().showToast(TOO_MANY);
  };
  return {
    chosen: NOTHING,
    anchorSeq: null,
    chooseOnly: (anchorSeq) => set({ chosen: NOTHING, anchorSeq }),
    toggleChosen: (seq) => {
      const { chosen, activeSeq } = get();
      const seqs = new Set(chosen.kind === 'events' ? chosen.seqs : []);
      // The active event is chosen as long as no other is; another one is added to it.
      if (seqs.size === 0 && activeSeq !== null && activeSeq !== seq) seqs.add(activeSeq);
      if (!seqs.delete(seq)) seqs.add(seq);
      choose(seqs);
      set({ anchorSeq: seq });
    },
    chooseRange: (range, isAdded) => {
      const { chosen } = get();
      const before = isAdded && chosen.kind === 'events' ? chosen.seqs : [];
      choose(new Set([...before, ...range]));
    },
    chooseMatching: () => set({ chosen: { kind: 'matching' } }),
    clearChosen: () => set({ chosen: NOTHING, anchorSeq: null }),
  };
};

/** True if events are chosen, and not only the active one by being active. */
export function isAny(chosen: Chosen): boolean {
  return chosen.kind === 'matching' || chosen.seqs.size > 0;
}

/** True if an event is one of those. Rows on the way match like all others. */
export function isChosen(chosen: Chosen, seq: number | null): boolean {
  if (chosen.kind === 'matching') return true;
  return seq !== null && chosen.seqs.has(seq);
}

const TOO_MANY = `No more than ${MOST_CHOSEN.toLocaleString('en')} events can be chosen one by one. To act on more, select all that match.`;
