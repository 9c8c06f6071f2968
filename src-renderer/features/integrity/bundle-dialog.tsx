import { useState } from 'react';
import { EVERYTHING } from '#shared/model/filter-fields.ts';
import { useHistory } from '../../data/use-history.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions, useApp, useAppState } from '../../state/app-context.tsx';
import { selectHasRunningJob, selectIsFiltered, selectStoreInfo } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBody, DialogTitle } from '../../ui/dialog-parts.tsx';
import { DialogFooter } from '../../ui/dialog-footer.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { RadioLines } from '../export/radio-lines.tsx';
import styles from './bundle-dialog.module.css';

/** Which events an evidence bundle is to hold. */
export function BundleDialog() {
  const isOpen = useAppState((state) => state.isBundleOpen);
  return isOpen && <OpenDialog />;
}

type Scope = 'matching' | 'everything';

function OpenDialog() {
  const { store } = useApp();
  const { closeBundle, startBundle } = useActions();
  const { result } = useHistory();
  const isFiltered = useAppState(selectIsFiltered);
  const isBusy = useAppState(selectHasRunningJob);
  const everything = useAppState((state) => selectStoreInfo(state)?.events ?? 0);
  const [scope, setScope] = useState<Scope>(isFiltered ? 'matching' : 'everything');
  const [problem, setProblem] = useState('');
  const matching = result?.isCounted === true ? result.count : null;
  const count = scope === 'matching' ? matching : everything;

  const start = async (): Promise<void> => {
    const failure = await startBundle(scope === 'matching' ? store.getState().filter : EVERYTHING);
    setProblem(failure ? `${failure.message} ${failure.hint}` : '');
  };

  const choices: readonly { value: Scope; label: string; note: string }[] = [
    {
      value: 'matching',
      label: 'All that match the filters',
      note: matching === null ? 'counting…' : formatCountOf(matching, 'event'),
    },
    { value: 'everything', label: 'Everything', note: formatCountOf(everything, 'event') },
  ];

  return (
    <ModalDialog label="Make an evidence bundle" size="medium" onClose={closeBundle}>
      <DialogTitle>Make an evidence bundle</DialogTitle>
      <DialogBody>
        <p className={styles.note}>
          A zip file with the events, their originals and notes, the proof that they belong to this
          trail, and a verifier that needs only Node. Whoever gets it can check it without Annals.
        </p>
        {isFiltered ? (
          <RadioLines legend="Events" value={scope} choices={choices} onChange={setScope} />
        ) : (
          <p>It will hold everything. For some of the events only, filter the history before.</p>
        )}
      </DialogBody>
      <DialogFooter problem={isBusy ? 'Wait until the work that is running has ended.' : problem}>
        <Button onPress={closeBundle}>Cancel</Button>
        <Button look="primary" isDisabled={isBusy || count === 0} onPress={() => void start()}>
          {count === null ? 'Bundle…' : `Bundle ${formatCountOf(count, 'event')}…`}
        </Button>
      </DialogFooter>
    </ModalDialog>
  );
}
