import { formatCountOf } from '../../format/numbers.ts';
import { useActions } from '../../state/app-context.tsx';
import { canStart, isStoppedByBadRecords, shownCounts } from '../../state/preview-counts.ts';
import type { Offered } from '../../state/slices/import-offer.ts';
import { Button } from '../../ui/button.tsx';
import { CheckLine } from '../../ui/check-line.tsx';
import { DialogFooter } from '../../ui/dialog-footer.tsx';

/** What to do about bad records, and the two ways out. */
export function ImportFooter({ offered }: { readonly offered: Offered }) {
  const { changeImportOptions, discardOffer, startImport } = useActions();
  const counts = shownCounts(offered);
  const hasNothing = counts !== null && counts.isExact && counts.added === 0;
  return (
    <DialogFooter
      problem={problemOf(offered)}
      start={
        <CheckLine
          isOn={offered.options.isStrict}
          onChange={(isStrict) => changeImportOptions({ isStrict })}
        >
          Import nothing if any record is bad
        </CheckLine>
      }
    >
      <Button onPress={discardOffer}>{hasNothing ? 'Close' : 'Cancel'}</Button>
      <Button look="primary" isDisabled={!canStart(offered)} onPress={() => void startImport()}>
        {labelOf(offered)}
      </Button>
    </DialogFooter>
  );
}

function labelOf(offered: Offered): string {
  const counts = shownCounts(offered);
  if (offered.isStarting) return 'Starting…';
  if (!counts?.isExact || offered.failure) return 'Import';
  return counts.added === 0
    ? 'Nothing to import'
    : `Import ${formatCountOf(counts.added, 'event')}`;
}

function problemOf(offered: Offered): string {
  const { startFailure } = offered;
  if (startFailure) return `${startFailure.message} ${startFailure.hint}`;
  if (!isStoppedByBadRecords(offered)) return '';
  const rejected = shownCounts(offered)?.rejected ?? 0;
  return `${formatCountOf(rejected, 'record is', 'records are')} bad, so nothing would be imported.`;
}
