import { DEFAULT_SETTINGS } from '#shared/model/default-settings.ts';
import type { Settings } from '#shared/model/settings.ts';
import { failureOf } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';

/** How the window looks; everything but the open pane is kept in the settings. */
interface ViewState {
  readonly settings: Settings;
  /** IANA name of the zone that times are shown, written and read in. */
  readonly zone: string;
  readonly isDetailOpen: boolean;
  /** True while the list of time zones is open in the status bar. */
  readonly isZoneOpen: boolean;
  /** True if there is room for panes on both sides of the list. */
  readonly isWindowWide: boolean;
}

export interface ViewActions {
  readonly loadSettings: () => Promise<void>;
  readonly settingsChanged: (settings: Settings) => void;
  readonly changeSettings: (change: Partial<Settings>) => Promise<void>;
  readonly windowResized: (isWide: boolean) => void;
  readonly openZones: (isOpen: boolean) => void;
  readonly openDetail: () => void;
  readonly closeDetail: () => void;
}

export type ViewSlice = ViewState & ViewActions;

export const createViewSlice: SliceCreator<ViewSlice> = (set, get, { client, clock }) => {
  /** Changes that main has not answered yet: what it told before one of them is not taken back. */
  let unanswered = 0;
  const taken = (settings: Settings) => ({ settings, zone: settings.zone ?? clock.zone });
  return {
    ...taken(DEFAULT_SETTINGS),
    isDetailOpen: false,
    isZoneOpen: false,
    isWindowWide: true,
    loadSettings: async () => {
      try {
        set(taken(await client.call('settings.get', {})));
      } catch (error) {
        get().notifyFailure(failureOf(error));
      }
    },
    settingsChanged: (settings) => {
      if (unanswered === 0) set(taken(settings));
    },
    changeSettings: async (change) => {
      set((state) => ({
        ...taken({ ...state.settings, ...change }),
        // Under a view that brings its own, what was just chosen is what is seen.
        ...(state.viewLook &&
          change.density && { viewLook: { ...state.viewLook, density: change.density } }),
      }));
      unanswered += 1;
      try {
        const kept = await client.call('settings.set', change);
        if (unanswered === 1) set(taken(kept));
      } catch (error) {
        get().notifyFailure(failureOf(error));
      } finally {
        unanswered -= 1;
      }
    },
    windowResized: (isWindowWide) => set({ isWindowWide }),
    openZones: (isZoneOpen) => set({ isZoneOpen }),
    openDetail: () => set({ isDetailOpen: true }),
    closeDetail: () => set({ isDetailOpen: false }),
  };
};
