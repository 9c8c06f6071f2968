import { CircleAlert, CircleCheck, CircleX, X } from 'lucide-react';
import { useActions, useAppState } from '../../state/app-context.tsx';
import type { ShownJob } from '../../state/slices/jobs.ts';
import { FailureCode } from '../../ui/failure-code.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { resultInWords } from './plan-words.ts';
import styles from './prune-result.module.css';

interface PruneResultProps {
  /** Where the status bar is out of sight, also how far it is. */
  readonly withProgress?: boolean;
}

/** What taking events out of the store has come to; stays until it is put away. */
export function PruneResult({ withProgress = false }: PruneResultProps) {
  const job = useAppState((state) => state.job);
  const { dismissJob } = useActions();
  if (job?.kind !== 'prune') return null;
  if (job.state.kind === 'running') return withProgress ? <Running progress={job.state} /> : null;
  return (
    <section className={styles.line} aria-label="Deleting">
      <Words state={job.state} />
      <IconButton label="Put this away" onPress={dismissJob}>
        <X size={15} />
      </IconButton>
    </section>
  );
}

type PruneState = Extract<ShownJob, { kind: 'prune' }>['state'];

function Running({ progress }: { readonly progress: Extract<PruneState, { kind: 'running' }> }) {
  const { done, total } = progress.progress;
  return (
    <div className={styles.line}>
      <p className={styles.words}>Deleting…</p>
      <div className={styles.bar}>
        <ProgressBar label="Deleting" value={total === 0 ? null : done / total} />
      </div>
    </div>
  );
}

function Words({ state }: { readonly state: Exclude<PruneState, { kind: 'running' }> }) {
  if (state.kind === 'failed') {
    return (
      <>
        <CircleX size={16} className={styles.bad} aria-hidden />
        <p className={styles.words} role="alert">
          <strong>Nothing was deleted.</strong> {state.error.message} {state.error.hint}
        </p>
        <FailureCode failure={state.error} />
      </>
    );
  }
  const isDone = state.kind === 'done';
  const Icon = isDone ? CircleCheck : CircleAlert;
  return (
    <>
      <Icon size={16} className={isDone ? styles.good : styles.warn} aria-hidden />
      <p className={styles.words} role="status">
        {!isDone && <strong>Stopped. </strong>}
        {state.result ? resultInWords(state.result) : 'Nothing was deleted.'}
      </p>
    </>
  );
}
