import { useState } from 'react';
import type { Hold } from '#shared/model/review.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions } from '../../state/app-context.tsx';
import { FormDialog, WordsField } from '../../ui/form-dialog.tsx';

/** A longer reason would push what is asked out of the dialog; the list of holds has all of it. */
const SHOWN_REASON = 200;

/** Asks why a hold is released; from then on what it held may be deleted. */
export function ReleaseDialog({ hold }: { readonly hold: Hold }) {
  const { closeRelease, releaseHold } = useActions();
  const [reason, setReason] = useState('');
  const held = safeString(hold.reason);
  const shown = held.length > SHOWN_REASON ? `${held.slice(0, SHOWN_REASON)}…` : held;
  return (
    <FormDialog
      title="Release the hold?"
      act="Release"
      look="danger"
      isReady={reason.trim() !== ''}
      send={() => releaseHold(reason)}
      onClose={closeRelease}
    >
      <p>
        {formatCountOf(hold.heldCount ?? 0, 'event is', 'events are')} held because “{shown}”. Once
        released they can be deleted, unless another hold keeps them.
      </p>
      <WordsField label="Why it is released" value={reason} onChange={setReason} />
    </FormDialog>
  );
}
