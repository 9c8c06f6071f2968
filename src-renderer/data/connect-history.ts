import type { AppState, AppStore } from '../state/app-store.ts';
import { selectRole } from '../state/selectors.ts';
import type { HistoryCache } from './history-cache.ts';

/**
 * Asks the trail whenever the filter or the order is asked anew, a store has been opened, or somebody
 * has signed in.
 * @returns a function that stops asking
 */
export function connectHistory(store: AppStore, history: HistoryCache): () => void {
  return store.subscribe((state, before) => {
    if (isAnotherStore(state, before) || hasLeft(state, before)) history.reset();
    const isAsked = state.asked !== before.asked || state.epoch !== before.epoch;
    if (isAsked && state.store?.kind === 'open' && selectRole(state) !== null) {
      history.open({ filter: state.filter, order: state.order });
    }
  });
}

function isAnotherStore(state: AppState, before: AppState): boolean {
  return state.openedAs !== before.openedAs;
}

/** What was read is not kept for whoever comes next. */
function hasLeft(state: AppState, before: AppState): boolean {
  return selectRole(state) === null && selectRole(before) !== null;
}
