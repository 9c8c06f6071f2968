import type { Asked } from '#shared/model/desktop.ts';
import { failureOf } from '../api/client.ts';
import type { App } from '../state/app-context.tsx';
import type { AppState } from '../state/app-store.ts';
import { selectRole } from '../state/selectors.ts';
import { showEvent } from './show-event.ts';

/**
 * Does what is asked for outside of the window, by a file, a link or the command line: at once, or
 * when a store is open and somebody is signed in.
 * @returns a function that stops it
 */
export function connectDesktop(app: App): () => void {
  const { client, store } = app;
  let turn = Promise.resolve();

  const follow = async (asked: Asked): Promise<void> => {
    const state = store.getState();
    switch (asked.kind) {
      case 'store':
        return state.openRecentStore(asked.id);
      case 'event':
        return showEvent(app, asked.id);
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
