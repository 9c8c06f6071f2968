import { clsx } from 'clsx';
import { Button } from 'react-aria-components/Button';
import type { FilterTerm } from '../../state/filter-terms.ts';
import { TermLabel } from '../../ui/term-label.tsx';
import { ChipActions } from './chip-actions.tsx';
import styles from './chip.module.css';

interface TermChipProps {
  readonly term: FilterTerm;
  /** Goes to where the condition is written. */
  readonly onEdit: () => void;
}

/** A condition that was typed, or set from a value somewhere: can be edited, inverted, switched off. */
export function TermChip({ term, onEdit }: TermChipProps) {
  return (
    <span className={clsx(styles.chip, styles.set, term.negated && styles.negated)}>
      <Button className={clsx(styles.words, styles.editable)} onPress={onEdit}>
        <span className="visually-hidden">Edit </span>
        <TermLabel term={term} />
      </Button>
      <ChipActions term={term} />
    </span>
  );
}

/** A condition that is switched off: at hand, but no part of the filter. */
export function PausedChip({ term }: { readonly term: FilterTerm }) {
  return (
    <span className={clsx(styles.chip, styles.paused)}>
      <span className={styles.words}>
        <span className="visually-hidden">Off: </span>
        <TermLabel term={term} />
      </span>
      <ChipActions term={term} isPaused />
    </span>
  );
}
