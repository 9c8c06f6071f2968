import type { Outcome } from '#shared/model/vocabulary.ts';
import { clsx } from 'clsx';
import { Check, CircleHelp, CircleX, TriangleAlert } from 'lucide-react';
import styles from './outcome-mark.module.css';

const ICONS = {
  success: Check,
  failure: CircleX,
  error: TriangleAlert,
  unknown: CircleHelp,
} as const;

interface OutcomeMarkProps {
  readonly outcome: Outcome;
  /** `row` keeps success quiet and lifts the rest; `pill` fills all, `menu` none. */
  readonly place?: 'row' | 'pill' | 'menu';
}

/** An outcome as icon and word: failures stand out, success stays quiet. */
export function OutcomeMark({ outcome, place = 'row' }: OutcomeMarkProps) {
  const Icon = ICONS[outcome];
  return (
    <span className={clsx(styles.mark, styles[outcome], styles[place])}>
      <Icon size={12} strokeWidth={2.4} aria-hidden />
      {outcome}
    </span>
  );
}

/** An outcome as its icon alone, with the word for those who do not see it. */
export function OutcomeIcon({ outcome }: { readonly outcome: Outcome }) {
  const Icon = ICONS[outcome];
  return (
    <span className={clsx(styles.mark, styles[outcome])} title={outcome}>
      <Icon size={12} strokeWidth={2.4} aria-hidden />
      <span className="visually-hidden">{outcome}</span>
    </span>
  );
}
