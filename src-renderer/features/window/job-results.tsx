import { ExportResult } from '../export/export-result.tsx';
import { ImportResult } from '../import/import-result.tsx';
import { PruneResult } from '../imports/prune-result.tsx';

/** How the last work ended, on whatever screen. */
export function JobResults() {
  return (
    <>
      <ImportResult />
      <PruneResult />
      <ExportResult />
    </>
  );
}
