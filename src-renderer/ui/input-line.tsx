import { useId } from 'react';
import styles from './input-line.module.css';

interface InputLineProps {
  readonly label: string;
  /** What stands behind the box, such as a unit. */
  readonly after?: string;
  /** Of the box, in CSS pixels. */
  readonly width: number;
  readonly value: string;
  readonly placeholder?: string;
  readonly inputMode?: 'numeric' | 'text';
  readonly isInvalid?: boolean;
  /** What may be typed, offered while typing. */
  readonly suggestions?: readonly string[];
  readonly onChange: (value: string) => void;
}

/** A label, a box for a few characters, and a unit, on one line. */
export function InputLine(props: InputLineProps) {
  const { label, after, width, value, placeholder, inputMode, suggestions, onChange } = props;
  const listId = useId();
  return (
    <label className={styles.line}>
      <span className={styles.label}>{label}</span>
      <input
        className={styles.box}
        style={{ width }}
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={value}
        placeholder={placeholder}
        inputMode={inputMode}
        aria-invalid={props.isInvalid}
        list={suggestions && listId}
        onChange={(event) => onChange(event.target.value)}
      />
      {after !== undefined && <span className={styles.after}>{after}</span>}
      {suggestions && (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion}>{suggestion}</option>
          ))}
        </datalist>
      )}
    </label>
  );
}
