import type { ReactNode } from 'react';
import { useHistory } from '../../data/use-history.ts';
import { formatBytes, formatCount, formatCountOf } from '../../format/numbers.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { selectIsFiltered, selectStoreInfo } from '../../state/selectors.ts';
import { ReviewStatus } from '../review/review-status.tsx';
import { ZoneButton } from '../zone/zone-button.tsx';
import { ChainState } from './chain-state.tsx';
import styles from './status-bar.module.css';

/** Counts, position, running work, state of the chain, zone and store file. */
export function StatusBar({ children }: { readonly children: ReactNode }) {
  const isZoneOpen = useAppState((state) => state.isZoneOpen);
  const { openZones } = useActions();
  const info = useAppState(selectStoreInfo);
  const epoch = useAppState((state) => state.epoch);
  const isHistory = useAppState((state) => state.screen === 'history');
  const activeIndex = useAppState((state) => state.activeIndex);
  return (
    <footer className={styles.bar}>
      {isHistory ? (
        <Total />
      ) : (
        <span className={styles.total}>{formatCountOf(info?.events ?? 0, 'event')}</span>
      )}
      {isHistory && activeIndex !== null && <span>Row {formatCount(activeIndex + 1)}</span>}
      <div className={styles.middle}>{children}</div>
      <ReviewStatus />
      <ZoneButton look="quiet" size="small" isOpen={isZoneOpen} onOpenChange={openZones} />
      <ChainState key={epoch} />
      {info && (
        <span className={styles.file} title={formatBytes(info.bytes)}>
          {safeString(info.name)}
        </span>
      )}
    </footer>
  );
}

/** How many events match, and of how many. */
function Total() {
  const { result } = useHistory();
  const isFiltered = useAppState(selectIsFiltered);
  const events = useAppState((state) => selectStoreInfo(state)?.events ?? 0);
  if (!result) return <span className={styles.total} />;
  if (!isFiltered) {
    const count = result.isCounted ? result.count : Math.max(result.count, events);
    return <span className={styles.total}>{formatCountOf(count, 'event')}</span>;
  }
  if (!result.isCounted) return <span className={styles.total}>Counting…</span>;
  return (
    <span className={styles.total} role="status">
      {formatCount(result.count)} <span className={styles.quiet}>of {formatCount(events)}</span>{' '}
      match
    </span>
  );
}
