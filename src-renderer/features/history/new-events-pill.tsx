import { ArrowUp } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { focusRegion } from '../../commands/focus-region.ts';
import type { HistoryResult } from '../../data/history-cache.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { selectStoreInfo } from '../../state/selectors.ts';
import styles from './new-events-pill.module.css';

/** Says that the trail has grown since the list was read; one press reads it again. */
export function NewEventsPill({ result }: { readonly result: HistoryResult }) {
  const headSeq = useAppState((state) => selectStoreInfo(state)?.headSeq ?? 0);
  const { askAgain } = useActions();
  const count = headSeq - result.headSeq;
  if (count <= 0) return null;
  const handlePress = (): void => {
    askAgain();
    focusRegion('history');
  };
  return (
    <div className={styles.place} role="status">
      <Button className={styles.pill ?? ''} onPress={handlePress}>
        <ArrowUp size={13} aria-hidden />
        {formatCountOf(count, 'new event')}
      </Button>
    </div>
  );
}
