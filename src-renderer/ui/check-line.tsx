import type { ReactNode } from 'react';
import styles from './check-line.module.css';

interface CheckLineProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
}

/** A checkbox and its words. */
export function CheckLine({ isOn, onChange, children }: CheckLineProps) {
  return (
    <label className={styles.line}>
      <input
        type="checkbox"
        className={styles.box}
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children}
    </label>
  );
}
