import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { DialogTrigger } from 'react-aria-components/Dialog';
import type { FilterTerm } from '../../state/filter-terms.ts';
import { TermLabel } from '../../ui/term-label.tsx';
import { ChipActions } from './chip-actions.tsx';
import styles from './chip.module.css';
import { ChoicePanel } from './choice-panel.tsx';
import type { ChoicePanelProps } from './choice-panel.tsx';

interface ChoiceChipProps<Value extends string> extends ChoicePanelProps<Value> {
  /** The condition that is set for the field, if any. */
  readonly term: FilterTerm | undefined;
}

/**
 * A field with a closed list of values: an invitation to filter by it, or what is set. One element
 * for both, so that the open panel stays while the first value is ticked.
 */
export function ChoiceChip<Value extends string>({ term, ...panel }: ChoiceChipProps<Value>) {
  return (
    <span className={clsx(styles.chip, term && styles.set, term?.negated && styles.negated)}>
      <DialogTrigger>
        <Button className={clsx(styles.words, styles.pressable)}>
          {term ? <TermLabel term={term} /> : panel.label}
          {!term && <ChevronDown size={12} aria-hidden />}
        </Button>
        <ChoicePanel {...panel} />
      </DialogTrigger>
      {term && <ChipActions term={term} />}
    </span>
  );
}
