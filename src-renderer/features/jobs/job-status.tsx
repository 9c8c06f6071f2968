import { ListChecks, X } from 'lucide-react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { PanelPopover } from '../../ui/panel-popover.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { JobList } from './job-list.tsx';
import styles from './job-status.module.css';
import { progressOf } from './job-words.ts';

/** Work in the status bar: what runs, with a way to stop it, and the list of all of this session. */
export function JobStatus() {
  const jobs = useAppState((state) => state.jobs);
  const isOpen = useAppState((state) => state.isJobListOpen);
  const { showJobList, cancelJob } = useActions();
  const running = jobs.find(({ state }) => state.kind === 'running');
  const progress = running && progressOf(running);
  if (jobs.length === 0) return null;
  return (
    <div className={styles.status}>
      <DialogTrigger isOpen={isOpen} onOpenChange={showJobList}>
        <Button look="quiet" size="small">
          <ListChecks size={14} aria-hidden />
          <span className={styles.title}>
            {progress ? progress.title : `${formatCountOf(jobs.length, 'job')} done`}
          </span>
        </Button>
        <PanelPopover label="Work" placement="top end">
          <JobList jobs={jobs} />
        </PanelPopover>
      </DialogTrigger>
      {running && progress && (
        <>
          <div className={styles.bar}>
            <ProgressBar label={progress.title} value={progress.share} />
          </div>
          <span className={styles.count}>{progress.count}</span>
          <IconButton size="small" label="Stop" onPress={() => void cancelJob(running.jobId)}>
            <X size={13} />
          </IconButton>
        </>
      )}
    </div>
  );
}
