import { useEffect } from 'react';
import { takeLostKeyboard } from '../../commands/use-keyboard-back.ts';
import { useApp } from '../../state/app-context.tsx';
import { ExportResult } from '../export/export-result.tsx';
import { ImportResult } from '../import/import-result.tsx';
import { PruneResult } from '../imports/prune-result.tsx';
import { BundleResult, VerifyResult } from '../integrity/proof-results.tsx';
import { TamperedBanner } from '../integrity/tampered-banner.tsx';
import { RetentionResult } from '../retention/retention-result.tsx';

/** How the last work ended, on whatever screen, and what nobody may overlook. */
export function JobResults() {
  useKeyboardThroughWork();
  return (
    <>
      <TamperedBanner />
      <ImportResult />
      <PruneResult />
      <RetentionResult />
      <VerifyResult />
      <BundleResult />
      <ExportResult />
    </>
  );
}

/** A button that is disabled while work runs, or goes with a result, has no keyboard any more. */
function useKeyboardThroughWork(): void {
  const { store } = useApp();
  useEffect(() => {
    let frame = 0;
    const stop = store.subscribe((state, before) => {
      if (state.job?.state.kind === before.job?.state.kind) return;
      cancelAnimationFrame(frame);
      // What is disabled loses it when the window is next drawn.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(takeLostKeyboard);
      });
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [store]);
}
