import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { AriaAttributes, KeyboardEvent, PointerEvent } from 'react';
import { VIEW_LIMITS } from '#shared/model/limits.ts';
import type { EventOrder } from '#shared/model/event-filter.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { COLUMN_LABELS } from './columns.ts';
import type { Column } from './columns.ts';
import styles from './list-header.module.css';
import { useColumnResize } from './use-column-resize.ts';
import type { ListColumns } from './use-list-columns.ts';

interface ColumnHeaderProps {
  readonly column: Column;
  /** Position among the columns that are shown. */
  readonly place: number;
  readonly list: ListColumns;
  /** The one header that Tab reaches; arrow keys reach the others. */
  readonly isReached: boolean;
  readonly isDragged: boolean;
  readonly onReach: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onMenu: (button: HTMLElement, at: { x: number; y: number } | null) => void;
}

/** The name of a column, which orders the list or opens the menu of the column, and its edge. */
export function ColumnHeader(props: ColumnHeaderProps) {
  const { column, place, list, isReached, isDragged, onReach, onKeyDown, onPointerDown, onMenu } =
    props;
  const order = useAppState((state) => state.order);
  const { setOrder } = useActions();
  const edge = useColumnResize(column, list);
  const width = list.choices.find(({ id }) => id === column)?.width;
  const sorting = sortingOf(column, order);
  const tabIndex = isReached ? 0 : -1;
  return (
    <div
      role="columnheader"
      // The marks are column 1.
      aria-colindex={place + 2}
      aria-sort={sorting?.state}
      data-column={column}
      className={clsx(styles.cell, styles[column], isDragged && styles.dragged)}
    >
      <button
        type="button"
        className={styles.name}
        tabIndex={tabIndex}
        aria-haspopup={sorting ? undefined : 'menu'}
        title={sorting?.title ?? COLUMN_LABELS[column]}
        onClick={(event) => {
          if (sorting) setOrder(sorting.next);
          else onMenu(event.currentTarget, null);
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          // From the keyboard there is no pointer to open it at.
          const isPointer = event.button === 2 && event.clientX > 0;
          onMenu(event.currentTarget, isPointer ? { x: event.clientX, y: event.clientY } : null);
        }}
        onFocus={onReach}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
      >
        <span className={styles.label}>{COLUMN_LABELS[column]}</span>
        {sorting?.state === 'descending' && <ArrowDown size={12} aria-hidden />}
        {sorting?.state === 'ascending' && <ArrowUp size={12} aria-hidden />}
      </button>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a window splitter */}
      <div
        role="separator"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- likewise
        tabIndex={tabIndex}
        aria-orientation="vertical"
        aria-label={`Width of ${COLUMN_LABELS[column]}`}
        aria-valuemin={VIEW_LIMITS.columnWidth.min}
        aria-valuemax={VIEW_LIMITS.columnWidth.max}
        aria-valuenow={width ?? VIEW_LIMITS.columnWidth.min}
        aria-valuetext={width === undefined ? 'Default' : `${width} pixels`}
        className={styles.edge}
        {...edge}
      />
    </div>
  );
}

interface Sorting {
  readonly state: NonNullable<AriaAttributes['aria-sort']>;
  /** What a press asks for. */
  readonly next: EventOrder;
  readonly title: string;
}

/** How the list is ordered by a column; null if it cannot be. */
function sortingOf(column: Column, order: EventOrder): Sorting | null {
  if (column === 'time') {
    if (order === 'newest') {
      return {
        state: 'descending',
        next: 'oldest',
        title: 'Newest first; show oldest first',
      };
    }
    const isOldest = order === 'oldest';
    return {
      state: isOldest ? 'ascending' : 'none',
      next: 'newest',
      title: isOldest ? 'Oldest first; show newest first' : 'Show newest first',
    };
  }
  if (column !== 'recorded' && column !== 'seq') return null;
  const isRecorded = order === 'recorded';
  return {
    state: isRecorded ? 'descending' : 'none',
    next: isRecorded ? 'newest' : 'recorded',
    title: isRecorded ? 'Last recorded first; show newest first' : 'Show last recorded first',
  };
}
