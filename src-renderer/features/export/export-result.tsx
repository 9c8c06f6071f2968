import { formatBytes, formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ResultLine } from '../../ui/result-line.tsx';
import { FileHandle } from './file-handle.tsx';

/** What an export has come to, and the way to its file; stays until it is put away. */
export function ExportResult() {
  const job = useAppState((state) => state.job);
  const { dismissJob, revealExport } = useActions();
  if (job?.kind !== 'export' || job.state.kind === 'running') return null;
  const { jobId, state } = job;
  const common = { label: 'Export', onDismiss: dismissJob } as const;
  switch (state.kind) {
    case 'failed':
      return (
        <ResultLine {...common} tone="bad" failure={state.error}>
          <strong>Nothing was exported.</strong> {state.error.message} {state.error.hint}
        </ResultLine>
      );
    case 'cancelled':
      return (
        <ResultLine {...common} tone="warn">
          <strong>Stopped.</strong> Nothing was exported.
        </ResultLine>
      );
    case 'done': {
      const { written, file, bytes } = state.result;
      const reveal = (
        <Button size="small" onPress={() => void revealExport(jobId)}>
          Show in folder
        </Button>
      );
      return (
        <ResultLine {...common} tone="good" action={reveal}>
          Exported {formatCountOf(written, 'event')} to <FileHandle jobId={jobId} name={file} /> (
          {formatBytes(bytes)}), with its manifest beside it
        </ResultLine>
      );
    }
  }
}
