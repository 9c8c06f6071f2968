import type { AppState, AppStore } from '../state/app-store.ts';
import { selectRole } from '../state/selectors.ts';

/**
 * Lets go of what is chosen when it is about another question, another store or another person:
 * nothing may be acted on that nobody sees. The same question asked again, and another order, keep it.
 * @returns a function that stops listening
 */
export function connectChosen(store: AppStore): () => void {
  return store.subscribe((state, before) => {
    if (isAnotherQuestion(state, before)) state.clearChosen();
    if (isElsewhere(state, before)) state.forgetEntities();
  });
}

function isAnotherQuestion(state: AppState, before: AppState): boolean {
  return state.terms !== before.terms || state.range !== before.range || isElsewhere(state, before);
}

/** Another store, or another person. */
function isElsewhere(state: AppState, before: AppState): boolean {
  return state.openedAs !== before.openedAs || selectRole(state) !== selectRole(before);
}
