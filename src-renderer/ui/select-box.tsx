import { ChevronDown } from 'lucide-react';
import styles from './select-box.module.css';

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectBoxProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}

/** One of a few words, chosen from the system's own list. */
export function SelectBox<Value extends string>(props: SelectBoxProps<Value>) {
  const { label, value, choices, onChange } = props;
  return (
    <span className={styles.box}>
      <select
        className={styles.select}
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <ChevronDown size={13} className={styles.arrow} aria-hidden />
    </span>
  );
}
