import type { AppState, AppStore } from '../state/app-store.ts';
import type { HistoryCache } from './history-cache.ts';

/**
 * Asks the trail whenever the filter or the order is asked anew or a store has been opened.
 * @returns a function that stops asking
 */
export function connectHistory(store: AppStore, history: HistoryCache): () => void {
  return store.subscribe((state, before) => {
    if (isAnotherStore(state, before)) history.reset();
    const isAsked = state.asked !== before.asked || state.epoch !== before.epoch;
    if (isAsked && state.store?.kind === 'open') {
      history.open({ filter: state.filter, order: state.order });
    }
  });
}

function isAnotherStore(state: AppState, before: AppState): boolean {
  return state.openedAs !== before.openedAs;
}
