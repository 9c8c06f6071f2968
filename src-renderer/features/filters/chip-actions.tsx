import { ArrowLeftRight, Eye, EyeOff, X } from 'lucide-react';
import { focusRegion } from '../../commands/focus-region.ts';
import { useActions } from '../../state/app-context.tsx';
import type { FilterTerm } from '../../state/filter-terms.ts';
import { IconButton } from '../../ui/icon-button.tsx';

interface ChipActionsProps {
  readonly term: FilterTerm;
  /** True if the condition is switched off. */
  readonly isPaused?: boolean;
}

/** What can be done with a condition that is set. */
export function ChipActions({ term, isPaused = false }: ChipActionsProps) {
  const { invertTerm, removeTerm, pauseTerm, resumeTerm } = useActions();
  return (
    <>
      {!isPaused && (
        <IconButton
          size="small"
          label={term.negated ? 'Show only these' : 'Exclude these instead'}
          onPress={() => invertTerm(term)}
        >
          <ArrowLeftRight size={12} />
        </IconButton>
      )}
      <IconButton
        size="small"
        label={isPaused ? 'Switch this filter on' : 'Switch this filter off'}
        onPress={() => {
          if (isPaused) resumeTerm(term);
          else pauseTerm(term);
          // The button goes with its chip, which stands elsewhere then.
          focusRegion('history');
        }}
      >
        {isPaused ? <EyeOff size={12} /> : <Eye size={12} />}
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
