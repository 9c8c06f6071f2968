import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { focusRegion } from '../../commands/focus-region.ts';
import { useHistory } from '../../data/use-history.ts';
import { useApp } from '../../state/app-context.tsx';
import { ReadFailed } from '../../ui/read-failed.tsx';
import { SelectionBar } from '../review/selection-bar.tsx';
import { HistoryList } from './history-list.tsx';
import styles from './history-page.module.css';
import { EmptyTrail, NoMatch, ReadFailedStrip } from './history-states.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { useActiveRow } from './use-active-row.ts';
import { useAutomaticReopen } from './use-automatic-reopen.ts';

/** Quicker answers should not be preceded by a flash of something else. */
const PATIENCE_MS = 150;

/** The list of events with everything that can stand in its place. */
export function HistoryPage() {
  const { history } = useApp();
  const { status, result, failure } = useHistory();
  const isSlow = useIsSlow(status === 'opening' || status === 'idle');
  useActiveRow(result);
  useAutomaticReopen(result);
  const isEmpty = result?.count === 0 && status === 'ready';
  const isFailed = !result && status === 'failed' && failure !== null;
  const isListed = result !== null && result.count > 0;
  useFirstFocus(isListed ? 'list' : isEmpty || isFailed ? 'words' : null);

  if (!result) {
    if (isFailed) {
      return (
        <InsteadOfList>
          <ReadFailed failure={failure} onRetry={history.retry} />
        </InsteadOfList>
      );
    }
    return isSlow ? <ListSkeleton /> : <div className={styles.page} />;
  }
  return (
    <div className={styles.page}>
      {status === 'opening' && isSlow && <div className={styles.working} role="presentation" />}
      {failure && <ReadFailedStrip failure={failure} onRetry={history.retry} />}
      {isEmpty ? (
        <InsteadOfList>
          <Nothing />
        </InsteadOfList>
      ) : (
        <HistoryList result={result} />
      )}
      <SelectionBar result={result} />
    </div>
  );
}

function Nothing() {
  const { store } = useApp();
  const state = store.getState().store;
  const isTrailEmpty = state?.kind === 'open' && state.info.events === 0;
  return isTrailEmpty ? <EmptyTrail /> : <NoMatch />;
}

/** What stands where the list would, and takes the keyboard as the list does. */
function InsteadOfList({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.instead} tabIndex={-1} data-region="history">
      {children}
    </div>
  );
}

/** What appears takes the keyboard, unless something else has it: what had it before may be gone. */
function useFirstFocus(shown: 'list' | 'words' | null): void {
  useEffect(() => {
    if (shown !== null && document.activeElement === document.body) focusRegion('history');
  }, [shown]);
}

/** True once something has lasted longer than people notice. */
function useIsSlow(isWaiting: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setIsSlow(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setIsSlow(false);
    };
  }, [isWaiting]);
  return isSlow;
}
