import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { LIMITS } from '#shared/model/limits.ts';
import type { Hold } from '#shared/model/review.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import styles from '../../ui/dialog-form.module.css';

/** Asks why a hold is released; from then on what it held may be deleted. */
export function ReleaseDialog({ hold }: { readonly hold: Hold }) {
  const { closeRelease, releaseHold } = useActions();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isReady = reason.trim() !== '' && !isBusy;

  const handleSubmit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    setBusy(true);
    const failure = await releaseHold(reason);
    setBusy(false);
    if (failure) setProblem(`${failure.message} ${failure.hint}`);
  };

  return (
    <ModalDialog label="Release the hold" size="small" onClose={closeRelease}>
      <form className={styles.form} onSubmit={(event) => void handleSubmit(event)}>
        <h2 className={styles.title}>Release the hold?</h2>
        <p>
          {formatCountOf(hold.heldCount ?? 0, 'event is', 'events are')} held because “
          {safeString(hold.reason)}”. Once released they can be deleted, unless another hold keeps
          them.
        </p>
        <label className={styles.field}>
          <span className={styles.label}>Why it is released</span>
          <textarea
            className={styles.words}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- writing is what it was opened for
            autoFocus
            rows={3}
            maxLength={LIMITS.message}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <p className={styles.problem} role="alert">
          {problem}
        </p>
        <div className={styles.buttons}>
          <Button onPress={closeRelease}>Cancel</Button>
          <Button look="danger" type="submit" isDisabled={!isReady}>
            Release
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
