import type { AppState } from './app-store.ts';

/**
 * Closes all that is asked or told above the window, and lets go of what was read for it: the store
 * that it is about is another one now, or whoever it was for has left. What was done can no longer
 * be taken back from here, because the next store has other acts by the same numbers.
 */
export function closeAll(state: AppState): void {
  state.closePalette();
  state.closeHelp();
  state.openZones(false);
  state.showJobList(false);
  state.setChoosingColumns(false);
  state.setGoingToTime(false);
  state.closeViewNaming();
  state.closeReviewAsking();
  state.closeMark();
  state.closeEntityFlag();
  state.closeExport();
  state.closePrune();
  state.closeImports();
  state.leaveRetention();
  state.leaveHolds();
  state.forgetProof();
  state.forgetOperators();
  state.dismissToast();
}
