import { useEffect, useState, useSyncExternalStore } from 'react';
import { useApp, useAppState } from '../state/app-context.tsx';
import type { AppState } from '../state/app-store.ts';
import { selectStoreInfo } from '../state/selectors.ts';
import { createEntityCache } from './entity-cache.ts';
import type { EntityCache, EntitySnapshot } from './entity-cache.ts';

/** The entities that are asked for, read again when the trail has grown or somebody flagged some. */
export function useEntities(): { readonly cache: EntityCache; readonly snapshot: EntitySnapshot } {
  const { client, store } = useApp();
  const [cache] = useState(() => createEntityCache(client));
  const snapshot = useSyncExternalStore(cache.subscribe, cache.getSnapshot);
  const query = useAppState((state) => state.entityQuery);

  useEffect(() => {
    cache.ask(query);
  }, [cache, query]);

  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (state.epoch !== before.epoch) cache.ask(state.entityQuery);
        else if (state.reviewed !== before.reviewed) cache.again();
        else if (headOf(state) !== headOf(before)) cache.againSoon();
      }),
    [store, cache],
  );

  useEffect(() => cache.end, [cache]);

  return { cache, snapshot };
}

function headOf(state: AppState): number | undefined {
  return selectStoreInfo(state)?.headSeq;
}
