import { useSyncExternalStore } from 'react';
import { useApp } from '../state/app-context.tsx';
import type { HistorySnapshot } from './history-cache.ts';

/** The current result, rendered again whenever it changes or rows of it arrive. */
export function useHistory(): HistorySnapshot {
  const { history } = useApp();
  return useSyncExternalStore(history.subscribe, history.getSnapshot);
}
