import { useEffect, useRef } from 'react';
import type { HistoryResult } from '../../data/history-cache.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { selectStoreInfo } from '../../state/selectors.ts';

/**
 * Asks again on its own in the two cases where nobody is reading yet: the list is empty and
 * events have come, or an import has ended. Otherwise rows never move under the reader.
 */
export function useAutomaticReopen(result: HistoryResult | null): void {
  const { askAgain } = useActions();
  const headSeq = useAppState((state) => selectStoreInfo(state)?.headSeq ?? 0);
  const jobsEnded = useAppState((state) => state.jobsEnded);
  const seenJobs = useRef(jobsEnded);
  const isBehind = result !== null && headSeq > result.headSeq;
  const isEmpty = result?.count === 0;

  useEffect(() => {
    const hasJobEnded = jobsEnded !== seenJobs.current;
    if (!isBehind || !(isEmpty || hasJobEnded)) return;
    seenJobs.current = jobsEnded;
    askAgain();
  }, [askAgain, isBehind, isEmpty, jobsEnded]);
}
