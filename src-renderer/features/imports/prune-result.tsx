import { useActions, useAppState } from '../../state/app-context.tsx';
import type { ShownJob } from '../../state/slices/jobs.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { ResultLine } from '../../ui/result-line.tsx';
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
  const { state } = job;
  if (state.kind === 'running') return withProgress ? <Running progress={state} /> : null;
  const common = { label: 'Deleting', onDismiss: dismissJob } as const;
  if (state.kind === 'failed') {
    return (
      <ResultLine {...common} tone="bad" failure={state.error}>
        <strong>Nothing was deleted.</strong> {state.error.message} {state.error.hint}
      </ResultLine>
    );
  }
  const isDone = state.kind === 'done';
  return (
    <ResultLine {...common} tone={isDone ? 'good' : 'warn'}>
      {!isDone && <strong>Stopped. </strong>}
      {state.result ? resultInWords(state.result) : 'Nothing was deleted.'}
    </ResultLine>
  );
}

type PruneState = Extract<ShownJob, { kind: 'prune' }>['state'];

function Running({ progress }: { readonly progress: Extract<PruneState, { kind: 'running' }> }) {
  const { done, total } = progress.progress;
  return (
    <div className={styles.running}>
      <p>Deleting…</p>
      <div className={styles.bar}>
        <ProgressBar label="Deleting" value={total === 0 ? null : done / total} />
      </div>
    </div>
  );
}
