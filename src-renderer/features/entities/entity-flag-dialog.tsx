import { useState } from 'react';
import type { EntityKey } from '#shared/model/review.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions } from '../../state/app-context.tsx';
import { FormDialog, FormHint, WordsField } from '../../ui/form-dialog.tsx';

/** Asks for the words that go with the flags of entities. */
export function EntityFlagDialog({ entities }: { readonly entities: readonly EntityKey[] }) {
  const { flagEntities, closeEntityFlag } = useActions();
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={`Flag ${formatCountOf(entities.length, 'entity', 'entities')}`}
      act="Flag"
      send={() => flagEntities(entities, true, note.trim() === '' ? null : note)}
      onClose={closeEntityFlag}
    >
      <WordsField label="Note (may be left empty)" value={note} onChange={setNote} />
      <FormHint>The trail keeps the note. It replaces the one a flag had.</FormHint>
    </FormDialog>
  );
}
