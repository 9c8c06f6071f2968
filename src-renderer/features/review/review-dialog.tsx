import { useState } from 'react';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import type { ReviewAsking } from '../../state/slices/review.ts';
import { FormDialog, FormHint, WordsField } from '../../ui/form-dialog.tsx';

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
  const { title, label, hint, act } = wordingOf(asking);
  return (
    <FormDialog
      title={title}
      act={act}
      isReady={words.trim() !== ''}
      send={() => answerReviewAsking(words)}
      onClose={closeReviewAsking}
    >
      <WordsField label={label} value={words} onChange={setWords} />
      <FormHint>{hint}</FormHint>
    </FormDialog>
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
