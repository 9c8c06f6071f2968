import { failureOf } from '../api/client.ts';
import { focusRegion } from '../commands/focus-region.ts';
import type { App } from '../state/app-context.tsx';
import { selectIsFiltered } from '../state/selectors.ts';
import type { HistoryCache } from './history-cache.ts';

/**
 * Shows the event that a link is about: its row in the list and its details. Filters that hide it
 * are cleared, and said to be; if it is in no list of this store, that is said.
 */
export async function showEvent({ client, store, history }: App, id: string): Promise<void> {
  const state = store.getState;
  let seq: number;
  try {
    seq = (await client.call('event.find', { id })).seq;
  } catch (error) {
    state().notifyFailure(failureOf(error));
    return;
  }
  state().showScreen('history');
  await settled(history);
  let index = await history.positionOf(seq);
  if (index === null) {
    const isFiltered = selectIsFiltered(state());
    if (isFiltered) state().clearFilter();
    // Recorded after the result was fixed.
    else state().askAgain();
    await settled(history);
    index = await history.positionOf(seq);
    if (isFiltered) state().showToast('Cleared the filters, which hid the event of the link');
  }
  state().clearChosen();
  if (index !== null) state().moveTo(index, seq);
  state().openDetail();
  focusRegion('history');
}

/** Waits until the newest question has its first rows, or has failed. */
function settled(history: HistoryCache): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { status } = history.getSnapshot();
      if (status === 'opening') return;
      stop();
      resolve();
    };
    const stop = history.subscribe(look);
    look();
  });
}
