import type { SliceCreator } from '../app-store.ts';

/** The places of the window; one of them is shown. */
export type Screen =
  | 'history'
  | 'entities'
  | 'errors'
  | 'imports'
  | 'retention'
  | 'integrity'
  | 'settings'
  | 'about';

interface ScreenState {
  readonly screen: Screen;
}

export interface ScreenActions {
  readonly showScreen: (screen: Screen) => void;
}

export type ScreenSlice = ScreenState & ScreenActions;

export const createScreenSlice: SliceCreator<ScreenSlice> = (set) => ({
  screen: 'history',
  showScreen: (screen) => set({ screen }),
});
