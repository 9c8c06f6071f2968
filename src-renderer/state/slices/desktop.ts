import type { RecentStore } from '#shared/model/desktop.ts';
import { failureOf } from '../../api/client.ts';
import { onlyActedOn } from '../acted-on.ts';
import type { SliceCreator } from '../app-store.ts';

/** What the window has in common with the desktop around it. */
interface DesktopState {
  /** Stores that were opened on this machine, the last one first. */
  readonly recentStores: readonly RecentStore[];
}

export interface DesktopActions {
  readonly loadRecentStores: () => Promise<void>;
  readonly recentStoresChanged: (stores: readonly RecentStore[]) => void;
  /** Puts a link to the event that is acted on onto the clipboard. */
  readonly copyEventLink: () => Promise<void>;
  /** Hands the file of an export to the desktop, which the mouse is dragging. */
  readonly dragExport: (jobId: string) => Promise<void>;
}

export type DesktopSlice = DesktopState & DesktopActions;

export const createDesktopSlice: SliceCreator<DesktopSlice> = (set, get, { client }) => {
  const trying = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      get().notifyFailure(failureOf(error));
    }
  };
  return {
    recentStores: [],
    loadRecentStores: () =>
      trying(async () => set({ recentStores: (await client.call('store.recent', {})).stores })),
    recentStoresChanged: (recentStores) => set({ recentStores }),
    copyEventLink: () =>
      trying(async () => {
        const seq = onlyActedOn(get());
        if (seq === null) return;
        await client.call('event.copyLink', { seq });
        get().showToast('Copied the link to the event');
      }),
    dragExport: (jobId) => trying(async () => void (await client.call('export.drag', { jobId }))),
  };
};
