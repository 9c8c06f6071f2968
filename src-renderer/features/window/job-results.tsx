import { useEffect } from 'react';
import { takeLostKeyboard } from '../../commands/use-keyboard-back.ts';
import { useAppState } from '../../state/app-context.tsx';
import { ExportResult } from '../export/export-result.tsx';
import { ImportResult } from '../import/import-result.tsx';
import { PruneResult } from '../imports/prune-result.tsx';
import { BundleResult, VerifyResult } from '../integrity/proof-results.tsx';
import { TamperedBanner } from '../integrity/tampered-banner.tsx';
import { RetentionResult } from '../retention/retention-result.tsx';

/** How the last work ended, on whatever screen, and what nobody may overlook. */
export function JobResults() {
  const hasJob = useAppState((state) => state.job !== null);
  // Whoever has put a result away was on its button.
  useEffect(() => {
    if (!hasJob) takeLostKeyboard();
  }, [hasJob]);
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
