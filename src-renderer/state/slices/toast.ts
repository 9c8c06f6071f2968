import type { SliceCreator } from '../app-store.ts';

/** A short word about what was done, which goes by itself. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  /** The act of flagging that can be taken back from here. */
  readonly undoes: number | null;
  /** Takes back anything else. */
  readonly undo: (() => void) | null;
}

interface ToastState {
  /** The newest; one at a time. */
  readonly toast: Toast | null;
}

export interface ToastActions {
  readonly showToast: (text: string, undoes?: number | null, undo?: () => void) => void;
  /** Takes back what the toast tells of, unless that is an act in the trail. */
  readonly undoToast: () => void;
  readonly dismissToast: () => void;
}

export type ToastSlice = ToastState & ToastActions;

export const createToastSlice: SliceCreator<ToastSlice> = (set, get) => {
  let lastId = 0;
  return {
    toast: null,
    showToast: (text, undoes = null, undo) => {
      lastId += 1;
      set({ toast: { id: lastId, text, undoes, undo: undo ?? null } });
    },
    undoToast: () => {
      const { toast } = get();
      set({ toast: null });
      toast?.undo?.();
    },
    dismissToast: () => set({ toast: null }),
  };
};
