import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { AnnalsClient } from '../api/client.ts';
import type { HistoryCache } from '../data/history-cache.ts';
import type { AppActions, AppState, AppStore } from './app-store.ts';
import type { Clock } from './clock.ts';

/** What the whole window shares. */
export interface App {
  readonly client: AnnalsClient;
  readonly clock: Clock;
  readonly store: AppStore;
  readonly history: HistoryCache;
}

const AppContext = createContext<App | null>(null);

/** Hands the shared parts to every component below. */
export const AppProvider = AppContext.Provider;

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('useApp needs an AppProvider above it.');
  return app;
}

/** One selected part of the state; the selector must answer a stable value. */
export function useAppState<Part>(select: (state: AppState) => Part): Part {
  return useStore(useApp().store, select);
}

/** The actions; reading them never renders anything again. */
export function useActions(): AppActions {
  return useApp().store.getState();
}

/** IANA name of the zone that every time in the window is shown in. */
export function useZone(): string {
  return useAppState((state) => state.zone);
}
