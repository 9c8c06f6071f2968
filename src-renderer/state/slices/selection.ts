import type { SliceCreator } from '../app-store.ts';

/** A request to bring a row into view; a new object each time, so that asking twice works. */
interface Reveal {
  readonly index: number;
}

/** The active row: by position for the keyboard, by event for the detail. */
interface SelectionState {
  /** Position in the current result; null if unknown or nothing is active. */
  readonly activeIndex: number | null;
  /** The event in the detail pane; null while its row is on the way. */
  readonly activeSeq: number | null;
  readonly reveal: Reveal | null;
  /** True while the active event is brought into view wherever a result has it. */
  readonly isFollowed: boolean;
}

export interface SelectionActions {
  /** Makes a row active; `seq` is null if the row is not loaded yet. */
  readonly activate: (index: number, seq: number | null) => void;
  /** As {@link activate}, and scrolls to the row. */
  readonly moveTo: (index: number, seq: number | null) => void;
  /** The row at the active position has arrived. */
  readonly resolveActive: (seq: number) => void;
  /** The result has changed; the same event now stands elsewhere, or nowhere that we know. */
  readonly relocateActive: (index: number | null) => void;
  /** Shows an event in the details that the list does not have. */
  readonly showApart: (seq: number) => void;
  readonly revealRow: (index: number) => void;
  /** Shows one event in the details, and in the list of all events, wherever it is. */
  readonly showEvent: (seq: number) => void;
  readonly clearSelection: () => void;
}

export type SelectionSlice = SelectionState & SelectionActions;

export const createSelectionSlice: SliceCreator<SelectionSlice> = (set, get) => ({
  activeIndex: null,
  activeSeq: null,
  reveal: null,
  isFollowed: false,
  activate: (activeIndex, activeSeq) => set({ activeIndex, activeSeq, isFollowed: false }),
  moveTo: (index, activeSeq) =>
    set({ activeIndex: index, activeSeq, reveal: { index }, isFollowed: false }),
  resolveActive: (activeSeq) => set({ activeSeq }),
  relocateActive: (activeIndex) =>
    set(({ isFollowed, reveal }) => ({
      activeIndex,
      reveal: isFollowed && activeIndex !== null ? { index: activeIndex } : reveal,
    })),
  showApart: (activeSeq) => set({ activeIndex: null, activeSeq, isFollowed: false }),
  revealRow: (index) => set({ reveal: { index } }),
  showEvent: (activeSeq) => {
    const { clearChosen, clearFilter, openDetail, showScreen } = get();
    clearChosen();
    clearFilter();
    set({ activeIndex: null, activeSeq, isFollowed: true });
    openDetail();
    showScreen('history');
  },
  clearSelection: () => set({ activeIndex: null, activeSeq: null }),
});
