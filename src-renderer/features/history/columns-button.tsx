import { ChevronDown, ChevronUp, Columns3 } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckLine } from '../../ui/check-line.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { PanelPopover } from '../../ui/panel-popover.tsx';
import { offeredColumns, shownColumns, withMoved, withToggled } from './column-choices.ts';
import { COLUMN_LABELS } from './columns.ts';
import type { Column } from './columns.ts';
import styles from './columns-button.module.css';
import type { ListColumns } from './use-list-columns.ts';

interface ColumnsProps {
  readonly list: ListColumns;
}

/** Opens the chooser of columns; it stands at the end of the header. */
export const ColumnsButton = memo(function ColumnsButton({ list }: ColumnsProps) {
  const isOpen = useAppState((state) => state.isChoosingColumns);
  const { setChoosingColumns } = useActions();
  // The list may go, when nothing matches; the chooser is not to come back with it.
  useEffect(() => () => setChoosingColumns(false), [setChoosingColumns]);
  return (
    <div className={styles.place}>
      <DialogTrigger isOpen={isOpen} onOpenChange={setChoosingColumns}>
        <IconButton size="small" label="Columns">
          <Columns3 size={14} />
        </IconButton>
        <PanelPopover label="Columns" placement="bottom end">
          <ColumnChooser list={list} />
        </PanelPopover>
      </DialogTrigger>
    </div>
  );
});

function ColumnChooser({ list }: ColumnsProps) {
  const { choices, change } = list;
  const shown = shownColumns(choices).map(({ id }) => id);
  const lines = useRef<HTMLUListElement>(null);

  const handleKeyDown = (event: KeyboardEvent, column: Column): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    if (event.altKey) {
      change(withMoved(choices, column, step));
      return;
    }
    const boxes = [...(lines.current?.querySelectorAll('input') ?? [])];
    boxes[boxes.findIndex((box) => box === event.target) + step]?.focus();
  };

  return (
    <div className={styles.panel}>
      <ul ref={lines} className={styles.lines}>
        {offeredColumns(choices).map((column) => {
          const place = shown.indexOf(column);
          const label = COLUMN_LABELS[column];
          return (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of its checkbox
            <li
              key={column}
              className={styles.line}
              onKeyDown={(event) => handleKeyDown(event, column)}
            >
              <CheckLine isOn={place !== -1} onChange={() => change(withToggled(choices, column))}>
                {label}
              </CheckLine>
              {place !== -1 && (
                <div className={styles.moves}>
                  <IconButton
                    size="small"
                    label={`Move ${label} left`}
                    excludeFromTabOrder
                    isDisabled={place === 0}
                    onPress={() => change(withMoved(choices, column, -1))}
                  >
                    <ChevronUp size={13} />
                  </IconButton>
                  <IconButton
                    size="small"
                    label={`Move ${label} right`}
                    excludeFromTabOrder
                    isDisabled={place === shown.length - 1}
                    onPress={() => change(withMoved(choices, column, 1))}
                  >
                    <ChevronDown size={13} />
                  </IconButton>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      <div className={styles.foot}>
        <span className={styles.note}>Move with Alt+↑ and Alt+↓</span>
        <Button
          look="quiet"
          size="small"
          isDisabled={choices.length === 0}
          onPress={() => change([])}
        >
          Reset
        </Button>
      </div>
    </div>
  );
}
