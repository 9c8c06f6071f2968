import { clsx } from 'clsx';
import { useId } from 'react';
import styles from './text-box.module.css';

interface TextBoxProps {
  readonly label: string;
  readonly isLabelShown?: boolean;
  readonly isMono?: boolean;
  readonly value: string;
  /** What is wrong with it; null if nothing is. */
  readonly problem?: string | null;
  readonly id?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly onFocus?: () => void;
  readonly onChange: (value: string) => void;
}

/** One line to type in, with what is wrong with it below. */
export function TextBox(props: TextBoxProps) {
  const { label, isLabelShown = false, isMono = false, problem = null, onChange, ...rest } = props;
  const problemId = useId();
  return (
    <div className={clsx(styles.field, isLabelShown && styles.labelled)}>
      <label className={styles.line}>
        <span className={isLabelShown ? styles.label : 'visually-hidden'}>{label}</span>
        <input
          {...rest}
          className={clsx(styles.box, isMono && styles.mono)}
          type="text"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : problemId}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      {problem !== null && (
        <p id={problemId} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
