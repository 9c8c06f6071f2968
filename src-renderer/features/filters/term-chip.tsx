import { clsx } from 'clsx';
import type { FilterTerm } from '../../state/filter-terms.ts';
import { TermLabel } from '../../ui/term-label.tsx';
import { ChipActions } from './chip-actions.tsx';
import styles from './chip.module.css';

/** A condition that was set from a value somewhere: can be inverted and taken away. */
export function TermChip({ term }: { readonly term: FilterTerm }) {
  return (
    <span className={clsx(styles.chip, styles.set, term.negated && styles.negated)}>
      <span className={styles.words}>
        <TermLabel term={term} />
      </span>
      <ChipActions term={term} />
    </span>
  );
}
