import { CircleAlert, CircleCheck, CircleX, FolderOpen, X } from 'lucide-react';
import { useActions } from '../../state/app-context.tsx';
import type { ShownJob } from '../../state/slices/jobs.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { FileHandle } from '../export/file-handle.tsx';
import styles from './job-list.module.css';
import { endOf, progressOf } from './job-words.ts';
import type { JobEnd, JobProgress } from './job-words.ts';

const ICONS = { good: CircleCheck, warn: CircleAlert, bad: CircleX } as const;

/** What this session has done and does, the newest first. */
export function JobList({ jobs }: { readonly jobs: readonly ShownJob[] }) {
  const { putEndedAway } = useActions();
  const hasEnded = jobs.some(({ state }) => state.kind !== 'running');
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2 className={styles.heading}>Work of this session</h2>
        {hasEnded && (
          <Button look="quiet" size="small" onPress={putEndedAway}>
            Put all away
          </Button>
        )}
      </header>
      {jobs.length === 0 && <p className={styles.none}>Nothing is running.</p>}
      <ul className={styles.list}>
        {jobs.map((job) => (
          <li key={job.jobId} className={styles.job}>
            <JobLine job={job} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function JobLine({ job }: { readonly job: ShownJob }) {
  const progress = progressOf(job);
  if (progress) return <Running jobId={job.jobId} progress={progress} />;
  const end = endOf(job);
  return end && <Ended jobId={job.jobId} end={end} />;
}

interface RunningProps {
  readonly jobId: string;
  readonly progress: JobProgress;
}

function Running({ jobId, progress: { title, share, count } }: RunningProps) {
  const { cancelJob } = useActions();
  return (
    <>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <ProgressBar label={title} value={share} />
        <p className={styles.result}>{count}</p>
      </div>
      <Button size="small" onPress={() => void cancelJob(jobId)}>
        Stop
      </Button>
    </>
  );
}

function Ended({ jobId, end }: { readonly jobId: string; readonly end: JobEnd }) {
  const { putJobAway, revealExport } = useActions();
  const { title, tone, words, file } = end;
  const Icon = ICONS[tone];
  return (
    <>
      <Icon size={16} className={styles[tone]} aria-hidden />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p className={styles.result}>{words}</p>
        {file !== null && (
          <p className={styles.file}>
            <FileHandle jobId={jobId} name={file} />
          </p>
        )}
      </div>
      {file !== null && (
        <IconButton size="small" label="Show in folder" onPress={() => void revealExport(jobId)}>
          <FolderOpen size={14} />
        </IconButton>
      )}
      <IconButton size="small" label="Put this away" onPress={() => putJobAway(jobId)}>
        <X size={13} />
      </IconButton>
    </>
  );
}
