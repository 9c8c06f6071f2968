import { X } from 'lucide-react';
import type { Job } from '#shared/model/job.ts';
import { formatCount } from '../../format/numbers.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './job-status.module.css';

/** The running job in the status bar, with a way to stop it. */
export function JobStatus() {
  const job = useAppState((state) => state.job);
  const { cancelJob } = useActions();
  const shown = job && progressOf(job);
  if (!job || !shown) return null;
  return (
    <div className={styles.status}>
      <span className={styles.title}>{safeString(shown.title)}</span>
      <div className={styles.bar}>
        <ProgressBar label={shown.title} value={shown.share} />
      </div>
      <span className={styles.count}>{shown.count}</span>
      <IconButton size="small" label="Stop" onPress={() => void cancelJob(job.jobId)}>
        <X size={13} />
      </IconButton>
    </div>
  );
}

interface Shown {
  readonly title: string;
  /** 0 to 1; null if it is not known. */
  readonly share: number | null;
  readonly count: string;
}

/** How far a job is, in words; null if it has ended. */
function progressOf(job: Job): Shown | null {
  if (job.state.kind !== 'running') return null;
  if (job.kind === 'import' || job.kind === 'preview') {
    const { read, bytesRead, bytesTotal } = job.state.progress;
    return {
      title: `Importing ${job.title}`,
      share: bytesTotal === 0 ? null : bytesRead / bytesTotal,
      count: `${formatCount(read)} read`,
    };
  }
  const { done, total } = job.state.progress;
  const share = total === 0 ? null : done / total;
  return { title: job.title, share, count: `${formatCount(done)} of ${formatCount(total)}` };
}
