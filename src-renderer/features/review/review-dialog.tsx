import { useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import type { ReviewAsking } from '../../state/slices/review.ts';
import { Button } from '../../ui/button.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import styles from '../../ui/dialog-form.module.css';

/** As long as a note or a reason may be (LIMITS.message). */
const MOST_WORDS = 65_536;

/** Asks for the words that an act needs: the text of a note, of a flag, the reason of a hold. */
export function ReviewDialog() {
  const asking = useAppState((state) => state.reviewAsking);
  return asking && <WordsDialog asking={asking} />;
}

interface Wording {
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly act: string;
}

function WordsDialog({ asking }: { readonly asking: ReviewAsking }) {
  const { closeReviewAsking, answerReviewAsking } = useActions();
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const { title, label, hint, act } = wordingOf(asking);
  const isReady = words.trim() !== '' && !isBusy;

  const send = async (): Promise<void> => {
    if (!isReady) return;
    setBusy(true);
    const failure = await answerReviewAsking(words);
    setBusy(false);
    if (failure) setProblem(`${failure.message} ${failure.hint}`);
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
    <ModalDialog label={title} size="small" onClose={closeReviewAsking}>
      <form className={styles.form} onSubmit={handleSubmit}>
        <h2 className={styles.title}>{title}</h2>
        <label className={styles.field}>
          <span className={styles.label}>{label}</span>
          <textarea
            className={styles.words}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- writing is what it was opened for
            autoFocus
            rows={4}
            maxLength={MOST_WORDS}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={handleKeyDown}
          />
        </label>
        <p className={styles.hint}>{hint}</p>
        <p className={styles.problem} role="alert">
          {problem}
        </p>
        <div className={styles.buttons}>
          <Button onPress={closeReviewAsking}>Cancel</Button>
          <Button look="primary" type="submit" isDisabled={!isReady}>
            {act}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}

function wordingOf(asking: ReviewAsking): Wording {
  if (asking.kind === 'note') {
    return {
      title: 'Add a note',
      label: 'Note',
      hint: 'A note stays as it is. A wrong one is followed by another.',
      act: 'Add note',
    };
  }
  const { acted } = asking;
  const isMatching = acted.kind === 'matching';
  if (asking.kind === 'flag') {
    return {
      title: isMatching
        ? 'Flag all that match'
        : `Flag ${formatCountOf(acted.seqs.length, 'event')}`,
      label: 'Note',
      hint: 'The note says why, and takes the place of one that a flag had before.',
      act: 'Flag',
    };
  }
  return {
    title: isMatching
      ? 'Put all that match on hold'
      : `Put ${formatCountOf(acted.seqs.length, 'event')} on hold`,
    label: 'Reason',
    hint: isMatching
      ? 'What is on hold is never deleted. Events that match and come later are held too.'
      : 'What is on hold is never deleted, until the hold is released.',
    act: 'Place hold',
  };
}
