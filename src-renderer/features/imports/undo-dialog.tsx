import { safeString } from '#shared/text/safe-text.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions } from '../../state/app-context.tsx';
import type { Undoing } from '../../state/slices/imports.ts';
import { Button } from '../../ui/button.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { planInWords } from './plan-words.ts';
import form from '../../ui/form-dialog.module.css';
import styles from './undo-dialog.module.css';

/** What undoing an import would do, before it is done. */
export function UndoDialog({ undoing }: { readonly undoing: Undoing }) {
  const { applyUndo, cancelUndo } = useActions();
  const { batch, plan, isApplying, failure } = undoing;
  return (
    <ModalDialog label="Undo the import" size="small" role="alertdialog" onClose={cancelUndo}>
      <div className={form.form}>
        <h2 className={form.title}>Undo the import of {safeString(batch.title)}?</h2>
        {plan ? (
          <p>{planInWords(plan)}</p>
        ) : (
          !failure && (
            <div className={styles.bar}>
              <p>Counting what would go…</p>
              <ProgressBar label="Counting" value={null} />
            </div>
          )
        )}
        {plan && plan.delete > 0 && (
          <p className={form.hint}>
            The trail keeps a record of who did this. The files can be imported again.
          </p>
        )}
        <p className={form.problem} role="alert">
          {failure && `${failure.message} ${failure.hint}`}
        </p>
        <div className={form.buttons}>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- what destroys is not pressed by chance */}
          <Button autoFocus onPress={cancelUndo}>
            Cancel
          </Button>
          <Button
            look="danger"
            isDisabled={!plan || plan.delete === 0 || isApplying}
            onPress={() => void applyUndo()}
          >
            {plan && plan.delete > 0 ? `Delete ${formatCountOf(plan.delete, 'event')}` : 'Delete'}
          </Button>
        </div>
      </div>
    </ModalDialog>
  );
}
