import { TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { safeString } from '#shared/text/safe-text.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { useAppState } from '../../state/app-context.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './notices.module.css';

/** Says that the trail lacks something, until it does not; put away, it comes back with the next. */
export function RecordingNotice() {
  const recording = useAppState((state) => state.recording);
  const [seen, setSeen] = useState(0);
  if (!recording) return null;
  const { unrecorded, lost, keptIn } = recording;
  const missing = unrecorded + lost;
  if (missing === 0 || missing === seen) return null;
  return (
    <div className={styles.notice} role="alert">
      <TriangleAlert size={16} className={styles.icon} aria-hidden />
      <div className={styles.words}>
        <p className={styles.message}>{formatCountOf(missing, 'event')} could not be recorded.</p>
        {keptIn !== null && (
          <p className={styles.hint}>
            {lost === 0 ? 'Kept' : `${formatCountOf(unrecorded, 'event')} kept`} in{' '}
            {safeString(keptIn)} until the store can be written to.
          </p>
        )}
        {lost > 0 && (
          <p className={styles.hint}>
            {formatCountOf(lost, 'event')} could not be kept either. Check the disk.
          </p>
        )}
      </div>
      <IconButton size="small" label="Put this away" onPress={() => setSeen(missing)}>
        <X size={13} />
      </IconButton>
    </div>
  );
}
