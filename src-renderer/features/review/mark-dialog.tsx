import { useState } from 'react';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import type { MarkAsking } from '../../state/slices/review-mark.ts';
import { FormDialog, FormHint, WordsField } from '../../ui/form-dialog.tsx';
import { RadioLines } from '../export/radio-lines.tsx';

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
  const seq = upTo === 'active' && activeSeq !== null ? activeSeq : newestSeq;
  return (
    <FormDialog
      title="Mark as reviewed"
      act="Sign off"
      send={() => markReviewed(seq, note)}
      onClose={closeMark}
    >
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
      <WordsField label="Note, if there is something to say" value={note} onChange={setNote} />
      <FormHint>
        Every event recorded up to there counts as looked at, shown or not. The trail keeps who
        signed off and when. The mark moves forward only.
      </FormHint>
    </FormDialog>
  );
}
