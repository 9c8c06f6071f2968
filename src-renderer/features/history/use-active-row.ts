import { useEffect } from 'react';
import type { HistoryResult } from '../../data/history-cache.ts';
import { useActions, useApp, useAppState } from '../../state/app-context.tsx';

/**
 * Keeps position and event of the active row together: the event follows when its row arrives,
 * the position when another result puts the event elsewhere.
 */
export function useActiveRow(result: HistoryResult | null): void {
  const { history, store } = useApp();
  const { resolveActive, relocateActive } = useActions();
  const activeIndex = useAppState((state) => state.activeIndex);
  const activeSeq = useAppState((state) => state.activeSeq);
  const queryId = result?.queryId ?? null;

  useEffect(() => {
    const { activeSeq: seq } = store.getState();
    if (queryId === null || seq === null) return;
    let isCurrent = true;
    void history.positionOf(seq).then((index) => {
      if (isCurrent && store.getState().activeSeq === seq) relocateActive(index);
    });
    return () => {
      isCurrent = false;
    };
  }, [history, store, relocateActive, queryId]);

  // After every render: the page renders whenever rows have arrived, and this costs nothing.
  useEffect(() => {
    if (activeIndex === null || activeSeq !== null) return;
    const row = history.rowAt(activeIndex);
    if (row) resolveActive(row.seq);
  });
}
