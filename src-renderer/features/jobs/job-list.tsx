import { CircleAlert, CircleCheck, CircleX, FolderOpen, X } from 'lucide-react';
import { useRef } from 'react';
import { focusRegion } from '../../commands/focus-region.ts';
import { useActions, useApp, useAppState } from '../../state/app-context.tsx';
import { selectMay } from '../../state/selectors.ts';
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
  const { store } = useApp();
  const { putJobAway, putEndedAway, showJobList } = useActions();
  const panel = useRef<HTMLDivElement>(null);
  const hasEnded = jobs.some(({ state }) => state.kind !== 'running');

  /** The button that was pressed goes with its line: the keyboard is given another place. */
  const putAway = (act: () => void): void => {
    act();
    const { jobs: left, screen } = store.getState();
    if (left.length > 0) {
      panel.current?.focus();
      return;
    }
    showJobList(false);
    setTimeout(() => focusRegion(screen === 'history' ? 'history' : 'screen'), 0);
  };

  return (
    <div className={styles.panel} ref={panel} tabIndex={-1}>
      <header className={styles.head}>
        <h2 className={styles.heading}>Work of this session</h2>
        {hasEnded && (
          <Button look="quiet" size="small" onPress={() => putAway(putEndedAway)}>
            Put all away
          </Button>
        )}
      </header>
      <ul className={styles.list}>
        {jobs.map((job) => (
          <li key={job.jobId} className={styles.job}>
            <JobLine job={job} onPutAway={() => putAway(() => putJobAway(job.jobId))} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface JobLineProps {
  readonly job: ShownJob;
  readonly onPutAway: () => void;
}

function JobLine({ job, onPutAway }: JobLineProps) {
  const progress = progressOf(job);
  if (progress) return <Running jobId={job.jobId} progress={progress} />;
  const end = endOf(job);
  return end && <Ended jobId={job.jobId} end={end} onPutAway={onPutAway} />;
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

interface EndedProps {
  readonly jobId: string;
  readonly end: JobEnd;
  readonly onPutAway: () => void;
}

function Ended({ jobId, end: { title, tone, words, file }, onPutAway }: EndedProps) {
  const { revealExport } = useActions();
  const mayTakeIt = useAppState((state) => selectMay(state, 'auditor'));
  const Icon = ICONS[tone];
  return (
    <>
      <Icon size={16} className={styles[tone]} aria-hidden />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p className={styles.result}>{words}</p>
        {file !== null && mayTakeIt && (
          <p className={styles.file}>
            <FileHandle jobId={jobId} name={file} />
          </p>
        )}
      </div>
      {file !== null && mayTakeIt && (
        <IconButton size="small" label="Show in folder" onPress={() => void revealExport(jobId)}>
          <FolderOpen size={14} />
        </IconButton>
      )}
      <IconButton size="small" label="Put this away" onPress={onPutAway}>
        <X size={13} />
      </IconButton>
    </>
  );
}
