import { ArrowLeftRight, X } from 'lucide-react';
import { focusRegion } from '../../commands/focus-region.ts';
import { useActions } from '../../state/app-context.tsx';
import type { FilterTerm } from '../../state/filter-terms.ts';
import { IconButton } from '../../ui/icon-button.tsx';

/** What can be done with a condition that is set. */
export function ChipActions({ term }: { readonly term: FilterTerm }) {
  const { invertTerm, removeTerm } = useActions();
  return (
    <>
      <IconButton
        size="small"
        label={term.negated ? 'Show only these' : 'Exclude these instead'}
        onPress={() => invertTerm(term)}
      >
        <ArrowLeftRight size={12} />
      </IconButton>
      <IconButton
        size="small"
        label="Remove this filter"
        onPress={() => {
          removeTerm(term);
          // The button goes with its chip; the list is what the operator turns to.
          focusRegion('history');
        }}
      >
        <X size={13} />
      </IconButton>
    </>
  );
}
