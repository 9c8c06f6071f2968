import type { EventSummary } from '#shared/model/audit-event.ts';
import type { EventMark } from '#shared/model/review.ts';
import { clsx } from 'clsx';
import { memo } from 'react';
import type { Column } from './columns.ts';
import { EventMarks } from './event-marks.tsx';
import { CellContent } from './history-cell.tsx';
import styles from './history-row.module.css';

interface HistoryRowProps {
  /** Position in the result. */
  readonly index: number;
  /** Distance from the top of the canvas, in px. */
  readonly top: number;
  readonly zone: string;
  /** The same list as long as the columns are the same. */
  readonly columns: readonly Column[];
  readonly isActive: boolean;
  /** The cell that the keyboard is at; null if it is at the row as a whole, or elsewhere. */
  readonly activeColumn: Column | null;
  /** One of those that are acted on. */
  readonly isSelected: boolean;
  /** What people added to it; nothing if that is not known, or nobody did. */
  readonly mark: EventMark | null | undefined;
  /** Null if the event is gone since, undefined while it is on the way. */
  readonly row: EventSummary | null | undefined;
}

/** Id of a mounted row, which the grid names as its active descendant. */
export function rowElementId(index: number): string {
  return `event-row-${index}`;
}

/** Id of the cell that the keyboard is at; there is one at most. */
export const ACTIVE_CELL_ID = 'event-cell';

/** One event on one line. It renders again only if its own data or state changes. */
export const HistoryRow = memo(function HistoryRow(props: HistoryRowProps) {
  const { index, top, zone, columns, isActive, activeColumn, isSelected, mark, row } = props;
  return (
    <div
      role="row"
      id={rowElementId(index)}
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-busy={row === undefined}
      data-index={index}
      className={clsx(
        styles.row,
        row && styles[row.outcome],
        isSelected && styles.selected,
        isActive && activeColumn === null && styles.active,
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      {mark && <EventMarks mark={mark} />}
      {row ? (
        columns.map((column, place) => (
          <div
            key={column}
            role="gridcell"
            // The marks are column 1.
            aria-colindex={place + 2}
            id={column === activeColumn ? ACTIVE_CELL_ID : undefined}
            data-column={column}
            className={clsx(styles[column], column === activeColumn && styles.activeCell)}
          >
            <CellContent column={column} row={row} zone={zone} />
          </div>
        ))
      ) : (
        <NoCells isGone={row === null} columns={columns.length} />
      )}
    </div>
  );
});

interface NoCellsProps {
  readonly isGone: boolean;
  readonly columns: number;
}

/** Keeps the place of a row: the same height, so that nothing moves when the row arrives. */
function NoCells({ isGone, columns }: NoCellsProps) {
  return (
    <div role="gridcell" aria-colindex={2} aria-colspan={columns} className={styles.placeholder}>
      {isGone ? 'No longer in the trail' : <span className={styles.bar} />}
    </div>
  );
}
