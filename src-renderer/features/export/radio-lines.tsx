import { useId } from 'react';
import styles from './radio-lines.module.css';

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** What stands at the right, such as a count. */
  readonly note?: string;
}

interface RadioLinesProps<Value extends string> {
  readonly legend: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}

/** One of a few choices, all of them in view. */
export function RadioLines<Value extends string>(props: RadioLinesProps<Value>) {
  const { legend, value, choices, onChange } = props;
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.line}>
          <input
            type="radio"
            className={styles.dot}
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.label}</span>
          {choice.note !== undefined && <span className={styles.note}>{choice.note}</span>}
        </label>
      ))}
    </fieldset>
  );
}
