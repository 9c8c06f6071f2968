import { useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import type { EntityKey } from '#shared/model/review.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import styles from '../../ui/dialog-form.module.css';

/** As long as a note may be (LIMITS.message). */
const MOST_CHARACTERS = 65_536;

/** Asks for the words that go with the flags of entities. */
export function EntityFlagDialog({ entities }: { readonly entities: readonly EntityKey[] }) {
  const { flagEntities, closeEntityFlag } = useActions();
  const [note, setNote] = useState('');
  const [isBusy, setBusy] = useState(false);
  const title = `Flag ${formatCountOf(entities.length, 'entity', 'entities')}`;

  const send = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    const isDone = await flagEntities(entities, true, note.trim() === '' ? null : note);
    setBusy(false);
    if (isDone) closeEntityFlag();
  };
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send();
  };
  return (
    <ModalDialog label={title} size="small" onClose={closeEntityFlag}>
      <form className={styles.form} onSubmit={handleSubmit}>
        <h2 className={styles.title}>{title}</h2>
        <label className={styles.field}>
          <span className={styles.label}>Note (may be left empty)</span>
          <textarea
            className={styles.words}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- writing is what it was opened for
            autoFocus
            rows={4}
            maxLength={MOST_CHARACTERS}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            onKeyDown={handleKeyDown}
          />
        </label>
        <p className={styles.hint}>The trail keeps the note. It replaces the one a flag had.</p>
        <div className={styles.buttons}>
          <Button onPress={closeEntityFlag}>Cancel</Button>
          <Button look="primary" type="submit" isDisabled={isBusy}>
            Flag
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
