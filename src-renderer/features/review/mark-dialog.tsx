import { useState } from 'react';
import type { FormEvent } from 'react';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import type { MarkAsking } from '../../state/slices/review-mark.ts';
import { Button } from '../../ui/button.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { RadioLines } from '../export/radio-lines.tsx';
import styles from '../../ui/dialog-form.module.css';

const TITLE = 'Mark as reviewed';
/** As long as a note may be (LIMITS.message). */
const LONGEST = 65_536;

/** Asks what was reviewed, before it is signed off. */
export function MarkDialog() {
  const asking = useAppState((state) => state.markAsking);
  return asking && <OpenDialog asking={asking} />;
}

function OpenDialog({ asking }: { readonly asking: MarkAsking }) {
  const { newestSeq, activeSeq } = asking;
  const { closeMark, markReviewed } = useActions();
  const unreviewed = useAppState((state) => state.reviewState?.unreviewed ?? 0);
  const [upTo, setUpTo] = useState<'active' | 'newest'>(activeSeq === null ? 'newest' : 'active');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);

  const send = async (): Promise<void> => {
    setBusy(true);
    const failure = await markReviewed(
      upTo === 'active' && activeSeq !== null ? activeSeq : newestSeq,
      note,
    );
    setBusy(false);
    if (failure) setProblem(`${failure.message} ${failure.hint}`);
  };
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isBusy) void send();
  };

  return (
    <ModalDialog label={TITLE} size="small" onClose={closeMark}>
      <form className={styles.form} onSubmit={handleSubmit}>
        <h2 className={styles.title}>{TITLE}</h2>
        {activeSeq === null ? (
          <p>
            You sign off {formatCountOf(unreviewed, 'event')}, up to the newest, number{' '}
            {formatCount(newestSeq)}.
          </p>
        ) : (
          <RadioLines
            legend="Up to"
            value={upTo}
            choices={[
              {
                value: 'active',
                label: 'The event that is looked at',
                note: `number ${formatCount(activeSeq)}`,
              },
              {
                value: 'newest',
                label: 'The newest event',
                note: `number ${formatCount(newestSeq)}`,
              },
            ]}
            onChange={setUpTo}
          />
        )}
        <label className={styles.field}>
          <span className={styles.label}>Note, if there is something to say</span>
          <textarea
            className={styles.words}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- there is nothing else to write
            autoFocus
            rows={3}
            maxLength={LONGEST}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <p className={styles.hint}>
          Every event recorded up to there counts as looked at, shown or not. The trail keeps who
          signed off and when. The mark moves forward only.
        </p>
        <p className={styles.problem} role="alert">
          {problem}
        </p>
        <div className={styles.buttons}>
          <Button onPress={closeMark}>Cancel</Button>
          <Button look="primary" type="submit" isDisabled={isBusy}>
            Sign off
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
