import type { SliceCreator } from '../app-store.ts';

/** A short word about what was done, which goes by itself. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  /** The act of flagging that can be taken back from here. */
  readonly undoes: number | null;
  /** What was flagged, one of it. */
  readonly noun: ToastNoun;
}

type ToastNoun = 'event' | 'entity';

interface ToastState {
  /** The newest; one at a time. */
  readonly toast: Toast | null;
}

export interface ToastActions {
  readonly showToast: (text: string, undoes?: number | null, noun?: ToastNoun) => void;
  readonly dismissToast: () => void;
}

export type ToastSlice = ToastState & ToastActions;

export const createToastSlice: SliceCreator<ToastSlice> = (set) => {
  let lastId = 0;
  return {
    toast: null,
    showToast: (text, undoes = null, noun = 'event') => {
      lastId += 1;
      set({ toast: { id: lastId, text, undoes, noun } });
    },
    dismissToast: () => set({ toast: null }),
  };
};
