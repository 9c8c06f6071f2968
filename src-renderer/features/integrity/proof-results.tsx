import { safeString } from '#shared/text/safe-text.ts';
import { useCommand } from '../../commands/use-commands.ts';
import { formatBytes, formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState, useZone } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ResultLine } from '../../ui/result-line.tsx';
import { VERDICT_TITLES, reasonInWords } from './verdict-words.ts';

/** What verifying has come to. That a trail is tampered with, its own banner says. */
export function VerifyResult() {
  const job = useAppState((state) => state.job);
  const screen = useAppState((state) => state.screen);
  const zone = useZone();
  const { dismissJob } = useActions();
  const run = useCommand();
  if (job?.kind !== 'verify' || job.state.kind === 'running') return null;
  const { state } = job;
  const common = { label: 'Verification', onDismiss: dismissJob } as const;
  if (state.kind === 'failed') {
    return (
      <ResultLine {...common} tone="bad" failure={state.error}>
        <strong>The trail could not be verified.</strong> {state.error.message} {state.error.hint}
      </ResultLine>
    );
  }
  if (state.kind === 'cancelled') {
    return (
      <ResultLine {...common} tone="warn">
        <strong>Stopped.</strong> There is no verdict.
      </ResultLine>
    );
  }
  const { verdict, events } = state.result;
  // The screen of the verdict says all of it.
  if (verdict === 'tampered' || screen === 'integrity') return null;
  const details = (
    <Button size="small" onPress={() => run('screen.integrity')}>
      Details
    </Button>
  );
  return (
    <ResultLine {...common} tone={verdict === 'intact' ? 'good' : 'warn'} action={details}>
      <strong>{VERDICT_TITLES[verdict]}.</strong> {reasonInWords(state.result, zone)}{' '}
      {formatCountOf(events, 'event')} checked.
    </ResultLine>
  );
}

/** What making an evidence bundle has come to; stays until it is put away. */
export function BundleResult() {
  const job = useAppState((state) => state.job);
  const { dismissJob } = useActions();
  if (job?.kind !== 'bundle' || job.state.kind === 'running') return null;
  const { state } = job;
  const common = { label: 'Evidence bundle', onDismiss: dismissJob } as const;
  if (state.kind === 'failed') {
    return (
      <ResultLine {...common} tone="bad" failure={state.error}>
        <strong>No bundle was made.</strong> {state.error.message} {state.error.hint}
      </ResultLine>
    );
  }
  if (state.kind === 'cancelled') {
    return (
      <ResultLine {...common} tone="warn">
        <strong>Stopped.</strong> No bundle was made.
      </ResultLine>
    );
  }
  const { name, events, bytes, key } = state.result;
  return (
    <ResultLine
      {...common}
      tone="good"
      action={<CopyButton label="Copy the fingerprint" text={() => key} />}
    >
      Bundled {formatCountOf(events, 'event')} into <strong>{safeString(name)}</strong> (
      {formatBytes(bytes)}). Tell whoever gets it the fingerprint of its key by another way:{' '}
      {key.slice(0, 16)}…
    </ResultLine>
  );
}
