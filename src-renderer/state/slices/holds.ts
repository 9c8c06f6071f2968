import type { Hold } from '#shared/model/review.ts';
import { failureOf } from '../../api/client.ts';
import type { CallFailure } from '../../api/client.ts';
import { formatCountOf } from '../../format/numbers.ts';
import type { SliceCreator } from '../app-store.ts';

interface HoldsState {
  /** The newest first, released ones included; null until they are read. */
  readonly holds: readonly Hold[] | null;
  readonly holdsFailure: CallFailure | null;
  /** The hold that is about to be released. */
  readonly releasing: Hold | null;
}

export interface HoldsActions {
  readonly loadHolds: () => Promise<void>;
  readonly askRelease: (hold: Hold) => void;
  readonly closeRelease: () => void;
  /** Releases the hold that was asked about. Answers why that failed. */
  readonly releaseHold: (reason: string) => Promise<CallFailure | null>;
  readonly leaveHolds: () => void;
}

export type HoldsSlice = HoldsState & HoldsActions;

export const createHoldsSlice: SliceCreator<HoldsSlice> = (set, get, { client }) => {
  let reading = new AbortController();
  return {
    holds: null,
    holdsFailure: null,
    releasing: null,
    loadHolds: async () => {
      reading.abort();
      const { signal } = (reading = new AbortController());
      try {
        const { holds } = await client.call('hold.list', {}, signal);
        if (!signal.aborted) set({ holds, holdsFailure: null });
      } catch (error) {
        if (!signal.aborted) set({ holdsFailure: failureOf(error) });
      }
    },
    askRelease: (releasing) => set({ releasing }),
    closeRelease: () => set({ releasing: null }),
    releaseHold: async (reason) => {
      const { releasing } = get();
      if (!releasing) return null;
      try {
        const { heldCount } = await client.call('hold.release', { hold: releasing.id, reason });
        set(({ reviewed }) => ({ releasing: null, reviewed: reviewed + 1 }));
        get().showToast(`Released the hold on ${formatCountOf(heldCount, 'event')}`);
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
    leaveHolds: () => {
      reading.abort();
      set({ holds: null, holdsFailure: null, releasing: null });
    },
  };
};
