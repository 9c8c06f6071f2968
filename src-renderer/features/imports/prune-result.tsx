import { useActions, useAppState } from '../../state/app-context.tsx';
import { ResultLine } from '../../ui/result-line.tsx';
import { resultInWords } from './plan-words.ts';

/** What taking events out of the store has come to; stays until it is put away. */
export function PruneResult() {
  const job = useAppState((state) => state.job);
  const { dismissJob } = useActions();
  if (job?.kind !== 'prune') return null;
  const { state } = job;
  if (state.kind === 'running') return null;
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
