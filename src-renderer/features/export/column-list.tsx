import { ChevronDown, ChevronUp } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { formatCount } from '../../format/numbers.ts';
import { withMoved } from '../../state/export-form.ts';
import type { ColumnChoice } from '../../state/export-form.ts';
import { Button } from '../../ui/button.tsx';
import { CheckLine } from '../../ui/check-line.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './column-list.module.css';

interface ColumnListProps {
  readonly columns: readonly ColumnChoice[];
  readonly onChange: (columns: readonly ColumnChoice[]) => void;
}

/** The columns of a CSV file: which, and in what order. */
export function ColumnList({ columns, onChange }: ColumnListProps) {
  const chosen = columns.filter(({ isOn }) => isOn).length;
  const turn = (name: string | null, isOn: boolean): void =>
    onChange(
      columns.map((column) =>
        name === null || column.name === name ? { ...column, isOn } : column,
      ),
    );

  const handleKeyDown = (event: KeyboardEvent, { name }: ColumnChoice): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onChange(withMoved(columns, name, event.key === 'ArrowUp' ? -1 : 1));
  };

  return (
    <div role="group" aria-label="Columns">
      <div className={styles.head}>
        <h3 className={styles.legend}>
          Columns{' '}
          <span className={styles.count}>
            {formatCount(chosen)} of {formatCount(columns.length)}, moved with Alt+↑ and Alt+↓
          </span>
        </h3>
        <Button look="quiet" size="small" onPress={() => turn(null, true)}>
          All
        </Button>
        <Button look="quiet" size="small" onPress={() => turn(null, false)}>
          None
        </Button>
      </div>
      <ul className={styles.list}>
        {columns.map((column, index) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of its checkbox
          <li
            key={column.name}
            className={styles.line}
            onKeyDown={(event) => handleKeyDown(event, column)}
          >
            <CheckLine isOn={column.isOn} onChange={(isOn) => turn(column.name, isOn)}>
              {column.name}
            </CheckLine>
            <div className={styles.moves}>
              <IconButton
                size="small"
                label={`Move ${column.name} up`}
                excludeFromTabOrder
                isDisabled={index === 0}
                onPress={() => onChange(withMoved(columns, column.name, -1))}
              >
                <ChevronUp size={13} />
              </IconButton>
              <IconButton
                size="small"
                label={`Move ${column.name} down`}
                excludeFromTabOrder
                isDisabled={index === columns.length - 1}
                onPress={() => onChange(withMoved(columns, column.name, 1))}
              >
                <ChevronDown size={13} />
              </IconButton>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
