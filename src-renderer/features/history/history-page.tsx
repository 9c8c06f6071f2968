import { useEffect, useState } from 'react';
import { focusRegion } from '../../commands/focus-region.ts';
import { useHistory } from '../../data/use-history.ts';
import { useApp } from '../../state/app-context.tsx';
import { ReadFailed } from '../../ui/read-failed.tsx';
import { SelectionBar } from '../review/selection-bar.tsx';
import { HistoryList } from './history-list.tsx';
import styles from './history-page.module.css';
import { EmptyTrail, NoMatch, ReadFailedStrip } from './history-states.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { NewEventsPill } from './new-events-pill.tsx';
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
  useFirstFocus(result !== null && result.count > 0);

  if (!result) {
    if (status === 'failed' && failure) {
      return <ReadFailed failure={failure} onRetry={history.retry} />;
    }
    return isSlow ? <ListSkeleton /> : <div className={styles.page} />;
  }
  const isEmpty = result.count === 0 && status === 'ready';
  return (
    <div className={styles.page}>
      {status === 'opening' && isSlow && <div className={styles.working} role="presentation" />}
      {failure && <ReadFailedStrip failure={failure} onRetry={history.retry} />}
      {isEmpty ? <Nothing /> : <HistoryList result={result} />}
      {!isEmpty && <NewEventsPill result={result} />}
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

/** The list takes the keyboard when it appears, unless something else has it. */
function useFirstFocus(isShown: boolean): void {
  useEffect(() => {
    if (isShown && document.activeElement === document.body) focusRegion('history');
  }, [isShown]);
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
