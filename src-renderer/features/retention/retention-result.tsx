import { useActions, useAppState } from '../../state/app-context.tsx';
import { ResultLine } from '../../ui/result-line.tsx';
import { retentionInWords } from './rule-words.ts';

/** What applying the rules of retention has come to; stays until it is put away. */
export function RetentionResult() {
  const job = useAppState((state) => state.job);
  const { dismissJob } = useActions();
  if (job?.kind !== 'retention' || job.state.kind === 'running') return null;
  const { state } = job;
  const common = { label: 'Retention', onDismiss: dismissJob } as const;
  if (state.kind === 'failed') {
    return (
      <ResultLine {...common} tone="bad" failure={state.error}>
        <strong>Retention was not applied.</strong> {state.error.message} {state.error.hint}
      </ResultLine>
    );
  }
  const isDone = state.kind === 'done';
  return (
    <ResultLine {...common} tone={isDone ? 'good' : 'warn'}>
      <strong>{isDone ? 'Retention applied.' : 'Stopped.'}</strong>{' '}
      {state.result
        ? retentionInWords(state.result)
        : 'What was deleted until then is told in the trail.'}
    </ResultLine>
  );
}
