import { DEFAULT_SETTINGS } from '#shared/model/default-settings.ts';
import type { Settings } from '#shared/model/settings.ts';
import { failureOf } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';

/** How the window looks; everything but the open pane is kept in the settings. */
interface ViewState {
  readonly settings: Settings;
  readonly isDetailOpen: boolean;
  /** True if there is room for panes on both sides of the list. */
  readonly isWindowWide: boolean;
}

export interface ViewActions {
  readonly loadSettings: () => Promise<void>;
  readonly settingsChanged: (settings: Settings) => void;
  readonly changeSettings: (change: Partial<Settings>) => Promise<void>;
  readonly windowResized: (isWide: boolean) => void;
  readonly openDetail: () => void;
  readonly closeDetail: () => void;
}

export type ViewSlice = ViewState & ViewActions;

export const createViewSlice: SliceCreator<ViewSlice> = (set, get, { client }) => ({
  settings: DEFAULT_SETTINGS,
  isDetailOpen: false,
  isWindowWide: true,
  loadSettings: async () => {
    try {
      set({ settings: await client.call('settings.get', {}) });
    } catch (error) {
      get().notifyFailure(failureOf(error));
    }
  },
  settingsChanged: (settings) => set({ settings }),
  changeSettings: async (change) => {
    set((state) => ({ settings: { ...state.settings, ...change } }));
    try {
      await client.call('settings.set', change);
    } catch (error) {
      get().notifyFailure(failureOf(error));
    }
  },
  windowResized: (isWindowWide) => set({ isWindowWide }),
  openDetail: () => set({ isDetailOpen: true }),
  closeDetail: () => set({ isDetailOpen: false }),
});
