import type { SliceCreator } from '../app-store.ts';

/** A short word about what was done, which goes by itself. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  /** Takes back what was done; null if that cannot be. */
  readonly undo: Undo | null;
}

export type Undo = () => Promise<void> | void;

interface ToastState {
  /** The newest; one at a time. */
  readonly toast: Toast | null;
}

export interface ToastActions {
  readonly showToast: (text: string, undo?: Undo | null) => void;
  /** Takes back what the toast tells of. Pressed twice, it is still one act to take back. */
  readonly undoToast: () => Promise<void>;
  readonly dismissToast: () => void;
}

export type ToastSlice = ToastState & ToastActions;

export const createToastSlice: SliceCreator<ToastSlice> = (set, get) => {
  let lastId = 0;
  return {
    toast: null,
    showToast: (text, undo = null) => {
      lastId += 1;
      set({ toast: { id: lastId, text, undo } });
    },
    undoToast: async () => {
      const { toast } = get();
      if (!toast?.undo) return;
      set({ toast: null });
      await toast.undo();
    },
    dismissToast: () => set({ toast: null }),
  };
};
