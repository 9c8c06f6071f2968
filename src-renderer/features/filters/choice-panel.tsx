import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { PanelPopover } from '../../ui/panel-popover.tsx';
import styles from './choice-panel.module.css';
import { TickBox } from './tick-box.tsx';

/** A group of values set by one press, such as “failures”. */
interface Shortcut<Value extends string> {
  readonly label: string;
  readonly values: readonly Value[];
}

export interface ChoicePanelProps<Value extends string> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly chosen: readonly Value[];
  readonly shortcuts: readonly Shortcut<Value>[];
  readonly renderValue: (value: Value) => ReactNode;
  readonly onChange: (values: readonly Value[]) => void;
}

/** The values of a field to tick, with groups one press away. */
export function ChoicePanel<Value extends string>(props: ChoicePanelProps<Value>) {
  const { label, values, chosen, shortcuts, renderValue, onChange } = props;
  return (
    <PanelPopover label={label}>
      <ListBox
        className={styles.list ?? ''}
        aria-label={label}
        selectionMode="multiple"
        selectionBehavior="toggle"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a popover that opens takes the keyboard
        autoFocus="first"
        escapeKeyBehavior="none"
        selectedKeys={new Set(chosen)}
        onSelectionChange={(keys) =>
          onChange(keys === 'all' ? values : values.filter((value) => keys.has(value)))
        }
      >
        {values.map((value) => (
          <ListBoxItem key={value} id={value} textValue={value} className={styles.item ?? ''}>
            {({ isSelected }) => (
              <>
                <TickBox isOn={isSelected} />
                {renderValue(value)}
              </>
            )}
          </ListBoxItem>
        ))}
      </ListBox>
      <div className={styles.shortcuts}>
        {shortcuts.map((shortcut) => (
          <Button
            key={shortcut.label}
            className={styles.shortcut ?? ''}
            onPress={() => onChange(shortcut.values)}
          >
            {shortcut.label}
          </Button>
        ))}
        <Button
          className={styles.shortcut ?? ''}
          isDisabled={chosen.length === 0}
          onPress={() => onChange([])}
        >
          Any
        </Button>
      </div>
    </PanelPopover>
  );
}
