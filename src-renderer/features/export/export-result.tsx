import { CircleAlert, CircleCheck, CircleX, X } from 'lucide-react';
import { safeString } from '#shared/text/safe-text.ts';
import { formatBytes, formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import type { ShownJob } from '../../state/slices/jobs.ts';
import { Button } from '../../ui/button.tsx';
import { FailureCode } from '../../ui/failure-code.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './export-result.module.css';

type ExportState = Extract<ShownJob, { kind: 'export' }>['state'];

/** What an export has come to, and the way to its file; stays until it is put away. */
export function ExportResult() {
  const job = useAppState((state) => state.job);
  const { dismissJob, revealExport } = useActions();
  if (job?.kind !== 'export' || job.state.kind === 'running') return null;
  const { jobId, state } = job;
  return (
    <section className={styles.line} aria-label="Export">
      <Words state={state} />
      {state.kind === 'done' && (
        <Button size="small" onPress={() => void revealExport(jobId)}>
          Show in folder
        </Button>
      )}
      <IconButton label="Put this away" onPress={dismissJob}>
        <X size={15} />
      </IconButton>
    </section>
  );
}

function Words({ state }: { readonly state: Exclude<ExportState, { kind: 'running' }> }) {
  switch (state.kind) {
    case 'failed':
      return (
        <>
          <CircleX size={16} className={styles.bad} aria-hidden />
          <p className={styles.words} role="alert">
            <strong>Nothing was exported.</strong> {state.error.message} {state.error.hint}
          </p>
          <FailureCode failure={state.error} />
        </>
      );
    case 'cancelled':
      return (
        <>
          <CircleAlert size={16} className={styles.warn} aria-hidden />
          <p className={styles.words} role="status">
            <strong>Stopped.</strong> Nothing was exported.
          </p>
        </>
      );
    case 'done': {
      const { written, file, bytes } = state.result;
      return (
        <>
          <CircleCheck size={16} className={styles.good} aria-hidden />
          <p className={styles.words} role="status">
            Exported {formatCountOf(written, 'event')} to <strong>{safeString(file)}</strong> (
            {formatBytes(bytes)}), with its manifest beside it
          </p>
        </>
      );
    }
  }
}
