import type { Asked } from '#shared/model/desktop.ts';
import { failureOf } from '../api/client.ts';
import { focusRegion } from '../commands/focus-region.ts';
import type { App } from '../state/app-context.tsx';
import type { AppState } from '../state/app-store.ts';
import { selectIsFiltered, selectRole } from '../state/selectors.ts';

/**
 * Does what is asked for outside of the window, by a file, a link or the command line: at once, or
 * when a store is open and somebody is signed in.
 * @returns a function that stops it
 */
export function connectDesktop({ client, store }: Pick<App, 'client' | 'store'>): () => void {
  let turn = Promise.resolve();

  const showLinked = async (id: string): Promise<void> => {
    try {
      const { seq } = await client.call('event.find', { id });
      const isFiltered = selectIsFiltered(store.getState());
      store.getState().showEvent(seq);
      if (isFiltered)
        store.getState().showToast('Cleared the filters to show the event of the link');
      focusRegion('history');
    } catch (error) {
      store.getState().notifyFailure(failureOf(error));
    }
  };
  const follow = async (asked: Asked): Promise<void> => {
    const state = store.getState();
    switch (asked.kind) {
      case 'store':
        return state.openRecentStore(asked.id);
      case 'event':
        return showLinked(asked.id);
      case 'import':
        state.showScreen('history');
        return state.takeOffer(asked.offer);
      case 'refused':
        return state.notifyFailure({ ...asked.error, traceId: '' });
    }
  };
  const take = async (): Promise<void> => {
    if (!isReady(store.getState())) return;
    try {
      const { asked } = await client.call('desktop.take', {});
      for (const each of asked) await follow(each);
    } catch (error) {
      store.getState().notifyFailure(failureOf(error));
    }
  };
  /** One after the other: a link may lead into a store that is asked for before it. */
  const takeInTurn = (): void => {
    turn = turn.then(take);
  };

  const stops = [
    client.on('desktop.asked', takeInTurn),
    store.subscribe((state, before) => {
      const isNew = state.store?.kind !== before.store?.kind || state.epoch !== before.epoch;
      if (isNew || selectRole(state) !== selectRole(before)) takeInTurn();
    }),
  ];
  takeInTurn();
  return () => {
    for (const stop of stops) stop();
  };
}

/** True once main has said how things are, and as long as no store is on its way. */
function isReady({ store, access }: AppState): boolean {
  return access !== null && store !== null && store.kind !== 'opening';
}
