import { memo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { ColumnHeader } from './column-header.tsx';
import { ColumnMenu } from './column-menu.tsx';
import type { ColumnMenuTarget } from './column-menu.tsx';
import type { Column } from './columns.ts';
import styles from './list-header.module.css';
import { useColumnDrag } from './use-column-drag.ts';
import type { ListColumns } from './use-list-columns.ts';

/** Height of the header, which stays above the rows, in px. */
export const HEADER_HEIGHT = 30;

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** The names of the columns: they are dragged, their edges pulled, and each has a menu. */
export const ListHeader = memo(function ListHeader({ list }: { readonly list: ListColumns }) {
  const { columns } = list.layout;
  const row = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState<Column | null>(null);
  const [menu, setMenu] = useState<ColumnMenuTarget | null>(null);
  const { drag, onPointerDown, ...dragging } = useColumnDrag(row, list);
  const current = reached !== null && columns.includes(reached) ? reached : columns[0];

  const openMenu = (column: Column, button: HTMLElement, at: { x: number; y: number } | null) => {
    const box = button.getBoundingClientRect();
    setMenu({ column, ...(at ?? { x: box.left, y: box.bottom + 2 }) });
  };

  const handleKeyDown = (event: KeyboardEvent<HTMLElement>, column: Column): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    const next = step === undefined ? undefined : columns[columns.indexOf(column) + step];
    if (next !== undefined) {
      event.preventDefault();
      row.current?.querySelector<HTMLElement>(`[data-column="${next}"] button`)?.focus();
    } else if (event.key === 'ArrowDown' || (event.shiftKey && event.key === 'F10')) {
      event.preventDefault();
      openMenu(column, event.currentTarget, null);
    }
  };

  return (
    <div role="rowgroup" className={styles.header} style={{ height: HEADER_HEIGHT }}>
      <div ref={row} role="row" aria-rowindex={1} className={styles.row} {...dragging}>
        <div role="columnheader" aria-colindex={1} className="visually-hidden">
          Marks
        </div>
        {columns.map((column, place) => (
          <ColumnHeader
            key={column}
            column={column}
            place={place}
            list={list}
            isReached={column === current}
            isDragged={column === drag?.column}
            onReach={() => setReached(column)}
            onKeyDown={(event) => handleKeyDown(event, column)}
            onPointerDown={(event) => onPointerDown(event, column)}
            onMenu={(button, at) => openMenu(column, button, at)}
          />
        ))}
        {drag && <span role="presentation" className={styles.drop} style={{ left: drag.x }} />}
      </div>
      {menu && <ColumnMenu target={menu} list={list} onClose={() => setMenu(null)} />}
    </div>
  );
});
