import { X } from 'lucide-react';
import { formatCount } from '../../format/numbers.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './job-status.module.css';

/** The running import in the status bar, with a way to stop it. */
export function JobStatus() {
  const job = useAppState((state) => state.job);
  const { cancelJob } = useActions();
  if (job?.state.kind !== 'running') return null;
  const { read, bytesRead, bytesTotal } = job.state.progress;
  return (
    <div className={styles.status}>
      <span className={styles.title}>Importing {safeString(job.title)}</span>
      <div className={styles.bar}>
        <ProgressBar label="Import" value={bytesTotal === 0 ? null : bytesRead / bytesTotal} />
      </div>
      <span className={styles.count}>{formatCount(read)} read</span>
      <IconButton size="small" label="Stop the import" onPress={() => void cancelJob(job.jobId)}>
        <X size={13} />
      </IconButton>
    </div>
  );
}
