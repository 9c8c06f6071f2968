import { ArrowUp } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { focusRegion } from '../../commands/focus-region.ts';
import { useHistory } from '../../data/use-history.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { selectStoreInfo } from '../../state/selectors.ts';
import styles from './new-events-pill.module.css';

/**
 * Says that the trail has grown since the list was read; one press reads it again. It stands beside
 * the filters, where it hides no row.
 */
export function NewEventsPill() {
  const { result } = useHistory();
  const headSeq = useAppState((state) => selectStoreInfo(state)?.headSeq ?? 0);
  const { askAgain } = useActions();
  const count = result && result.count > 0 ? headSeq - result.headSeq : 0;
  const handlePress = (): void => {
    askAgain();
    focusRegion('history');
  };
  return (
    <div role="status">
      {count > 0 && (
        <Button className={styles.pill ?? ''} onPress={handlePress}>
          <ArrowUp size={13} aria-hidden />
          {formatCountOf(count, 'new event')}
        </Button>
      )}
    </div>
  );
}
