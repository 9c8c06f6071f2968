import { clsx } from 'clsx';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import styles from './segments.module.css';

export interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly size?: 'normal' | 'small';
  readonly onChange: (value: Value) => void;
}

/** One of two or three words, side by side. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { label, value, choices, size = 'normal', onChange } = props;
  return (
    <ToggleButtonGroup
      className={clsx(styles.group, size === 'small' && styles.small)}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = choices.find((choice) => keys.has(choice.value));
        if (chosen) onChange(chosen.value);
      }}
    >
      {choices.map((choice) => (
        <ToggleButton key={choice.value} id={choice.value} className={styles.choice ?? ''}>
          {choice.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
