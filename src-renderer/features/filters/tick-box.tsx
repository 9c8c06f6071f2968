import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import styles from './tick-box.module.css';

/** The look of a checkbox; the option around it carries the meaning. */
export function TickBox({ isOn }: { readonly isOn: boolean }) {
  return (
    <span className={clsx(styles.box, isOn && styles.on)} aria-hidden>
      {isOn && <Check size={11} strokeWidth={3} />}
    </span>
  );
}
