import type { Job, JobKind } from '#shared/model/job.ts';

/** What the desktop shows of work outside of the window. */
export interface Signals {
  /** 0 to 1, more than 1 while it is not known how far it is, negative for none. */
  showProgress(share: number): void;
  notify(title: string, body: string): void;
  isFocused(): boolean;
  /** In milliseconds, on a clock that only measures. */
  now(): number;
}

/** Whoever waits for less than this has not gone to do something else. */
const LONG_MS = 5_000;
const UNKNOWN_SHARE = 2;

/** No names of files and nothing of events: notifications are kept and shown by others. */
const NAMES: Readonly<Record<JobKind, string>> = {
  import: 'The import',
  preview: 'The preview of the import',
  export: 'The export',
  prune: 'Deleting events',
  retention: 'Applying the rules of retention',
  verify: 'The verification',
  bundle: 'The evidence bundle',
};

/**
 * Shows running work on the taskbar, and says when long work has ended while nobody looked.
 * @returns what is to be told of every change of a job
 */
export function createJobSignals(signals: Signals): (job: Job) => void {
  const startedAt = new Map<string, number>();
  return (job) => {
    if (job.state.kind === 'running') {
      if (!startedAt.has(job.jobId)) startedAt.set(job.jobId, signals.now());
      signals.showProgress(shareOf(job) ?? UNKNOWN_SHARE);
      return;
    }
    signals.showProgress(-1);
    const took = signals.now() - (startedAt.get(job.jobId) ?? signals.now());
    startedAt.delete(job.jobId);
    if (took < LONG_MS || signals.isFocused() || job.state.kind === 'cancelled') return;
    const isDone = job.state.kind === 'done';
    signals.notify(
      `${NAMES[job.kind]} ${isDone ? 'has finished' : 'has failed'}`,
      isDone ? 'Annals shows the result.' : 'Annals shows what happened.',
    );
  };
}

/** How far it is; null if that is not known. */
function shareOf(job: Job): number | null {
  if (job.state.kind !== 'running') return null;
  const { progress } = job.state;
  const [done, total] =
    'bytesTotal' in progress
      ? [progress.bytesRead, progress.bytesTotal]
      : [progress.done, progress.total];
  return total === 0 ? null : Math.min(1, done / total);
}
