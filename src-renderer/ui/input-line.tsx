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
  /** What may be typed, offered while typing. */
  readonly suggestions?: readonly string[];
  readonly onChange: (value: string) => void;
}

/** A label, a box for a few characters, and a unit, on one line. */
export function InputLine(props: InputLineProps) {
  const { label, after, width, value, placeholder, inputMode, suggestions, onChange } = props;
  const id = useId();
  const afterId = `${id}-after`;
  const listId = `${id}-list`;
  return (
    <div className={styles.line}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={styles.box}
        style={{ width }}
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={value}
        placeholder={placeholder}
        inputMode={inputMode}
        aria-describedby={after === undefined ? undefined : afterId}
        list={suggestions && listId}
        onChange={(event) => onChange(event.target.value)}
      />
      {after !== undefined && (
        <span id={afterId} className={styles.after}>
          {after}
        </span>
      )}
      {suggestions && (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion}>{suggestion}</option>
          ))}
        </datalist>
      )}
    </div>
  );
}
