import { useActions, useAppState } from '../../state/app-context.tsx';
import type { Pruning } from '../../state/slices/pruning.ts';
import { DialogTitle } from '../../ui/dialog-parts.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { PruneAsking } from './prune-asking.tsx';
import { PruneReadingStep } from './prune-reading.tsx';

/** Takes events out of the store: what is asked first, then the plan, then the act. */
export function PruneDialog() {
  const pruning = useAppState((state) => state.pruning);
  return pruning && <OpenDialog pruning={pruning} />;
}

function OpenDialog({ pruning }: { readonly pruning: Pruning }) {
  const { closePrune } = useActions();
  return (
    <ModalDialog label="Delete events" size="medium" onClose={closePrune}>
      <DialogTitle>
        {pruning.step === 'ask' ? 'Delete events' : 'Read the plan before anything is deleted'}
      </DialogTitle>
      {pruning.step === 'ask' ? (
        <PruneAsking pruning={pruning} />
      ) : (
        <PruneReadingStep key={pruning.plan?.plan} pruning={pruning} />
      )}
    </ModalDialog>
  );
}
