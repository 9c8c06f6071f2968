import type { PushPayload } from '#shared/ipc/contract.ts';
import type { StoreState } from '#shared/model/store-state.ts';
import { failureOf } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';
import { closeAll } from '../close-all.ts';

type SwitchChannel =
  | 'store.choose'
  | 'store.create'
  | 'store.openDefault'
  | 'store.openSample'
  | 'store.reopen';

/** The store that the window works on. */
interface SessionState {
  /** Null until main has said. */
  readonly store: StoreState | null;
  /** Grows whenever a store has been opened, so that everything read before is void. */
  readonly epoch: number;
  /** Place of the store opened last; another one begins with a clean filter. */
  readonly openedAs: number | null;
}

export interface SessionActions {
  readonly loadStoreState: () => Promise<void>;
  readonly storeStateChanged: (next: StoreState) => void;
  readonly trailChanged: (change: PushPayload<'store.changed'>) => void;
  readonly chooseStore: () => Promise<void>;
  readonly createStore: () => Promise<void>;
  readonly openDefaultStore: () => Promise<void>;
  readonly openSampleStore: () => Promise<void>;
  /** Opens a store that was open before. */
  readonly openRecentStore: (id: string) => Promise<void>;
  /** Once more, after the store could not be opened. */
  readonly reopenStore: () => Promise<void>;
}

export type SessionSlice = SessionState & SessionActions;

export const createSessionSlice: SliceCreator<SessionSlice> = (set, get, { client }) => {
  const accept = (next: StoreState): void => {
    const { store, openedAs } = get();
    if (next.kind !== 'open') {
      if (store?.kind === 'open') closeAll(get());
      set({ store: next });
      return;
    }
    const { place } = next.info;
    const isReopened = store?.kind !== 'open' || place !== openedAs;
    if (openedAs !== null && place !== openedAs) {
      closeAll(get());
      get().clearFilter();
      get().clearSelection();
      get().closeDetail();
      get().dismissJob();
    }
    set((state) => ({
      store: next,
      openedAs: place,
      epoch: isReopened ? state.epoch + 1 : state.epoch,
    }));
    // Files on offer are compared with what is there now.
    if (isReopened) get().refreshOffer();
  };
  const switching = async (call: Promise<StoreState>): Promise<void> => {
    try {
      accept(await call);
    } catch (error) {
      get().notifyFailure(failureOf(error));
    }
  };
  const switchTo = (channel: SwitchChannel) => switching(client.call(channel, {}));
  return {
    store: null,
    epoch: 0,
    openedAs: null,
    loadStoreState: async () => {
      try {
        accept(await client.call('store.state', {}));
      } catch (error) {
        set({ store: { kind: 'failed', name: '', error: failureOf(error) } });
      }
    },
    storeStateChanged: accept,
    trailChanged: ({ headSeq, events }) => {
      const { store } = get();
      if (store?.kind !== 'open') return;
      set({ store: { kind: 'open', info: { ...store.info, headSeq, events } } });
    },
    chooseStore: () => switchTo('store.choose'),
    createStore: () => switchTo('store.create'),
    openDefaultStore: () => switchTo('store.openDefault'),
    openSampleStore: () => switchTo('store.openSample'),
    openRecentStore: (id) => switching(client.call('store.openRecent', { id })),
    reopenStore: () => switchTo('store.reopen'),
  };
};
