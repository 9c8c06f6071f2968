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
  /** Shows an event that the list does not have. */
  readonly showEvent: (seq: number) => void;
  readonly revealRow: (index: number) => void;
  readonly clearSelection: () => void;
}

export type SelectionSlice = SelectionState & SelectionActions;

export const createSelectionSlice: SliceCreator<SelectionSlice> = (set) => ({
  activeIndex: null,
  activeSeq: null,
  reveal: null,
  activate: (activeIndex, activeSeq) => set({ activeIndex, activeSeq }),
  moveTo: (index, activeSeq) => set({ activeIndex: index, activeSeq, reveal: { index } }),
  resolveActive: (activeSeq) => set({ activeSeq }),
  relocateActive: (activeIndex) => set({ activeIndex }),
  showEvent: (activeSeq) => set({ activeIndex: null, activeSeq }),
  revealRow: (index) => set({ reveal: { index } }),
  clearSelection: () => set({ activeIndex: null, activeSeq: null }),
});
