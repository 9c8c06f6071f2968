import { useState } from 'react';
import type { FormEvent } from 'react';
import { VIEW_LIMITS } from '#shared/model/limits.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import type { ViewNaming } from '../../state/slices/views.ts';
import { Button } from '../../ui/button.tsx';
import { LineDialog } from '../../ui/line-dialog.tsx';

/** Asks for the name of a view: a new one, or another one for one that is there. */
export function ViewNameDialog() {
  const naming = useAppState((state) => state.viewNaming);
  return naming && <NameDialog naming={naming} />;
}

function NameDialog({ naming }: { readonly naming: ViewNaming }) {
  const { answerViewNaming, closeViewNaming } = useActions();
  const isNew = naming.kind === 'save';
  const [name, setName] = useState(isNew ? '' : naming.name);
  const [problem, setProblem] = useState('');
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setProblem(answerViewNaming(name) ?? '');
  };
  return (
    <LineDialog
      title={isNew ? 'Save as a view' : 'Rename the view'}
      label="Name"
      value={name}
      maxLength={VIEW_LIMITS.viewName}
      hint={isNew ? 'Keeps the filter, the order, the columns and the height of rows.' : ''}
      problem={problem}
      onChange={(text) => {
        setName(text);
        setProblem('');
      }}
      onSubmit={handleSubmit}
      onClose={closeViewNaming}
    >
      <Button look="primary" type="submit" isDisabled={name.trim() === ''}>
        {isNew ? 'Save' : 'Rename'}
      </Button>
    </LineDialog>
  );
}
