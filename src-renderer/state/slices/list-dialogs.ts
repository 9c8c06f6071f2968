import type { SliceCreator } from '../app-store.ts';

/** What is asked about the list. */
interface ListDialogsState {
  /** The chooser of columns is open. */
  readonly isChoosingColumns: boolean;
  /** A time to go to is asked for. */
  readonly isGoingToTime: boolean;
}

export interface ListDialogsActions {
  readonly setChoosingColumns: (isOpen: boolean) => void;
  readonly setGoingToTime: (isOpen: boolean) => void;
}

export type ListDialogsSlice = ListDialogsState & ListDialogsActions;

export const createListDialogsSlice: SliceCreator<ListDialogsSlice> = (set) => ({
  isChoosingColumns: false,
  isGoingToTime: false,
  setChoosingColumns: (isChoosingColumns) => set({ isChoosingColumns }),
  setGoingToTime: (isGoingToTime) => set({ isGoingToTime }),
});
