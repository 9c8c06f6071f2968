import type { EventSummary } from '#shared/model/audit-event.ts';
import type { EventMark } from '#shared/model/review.ts';
import { clsx } from 'clsx';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { timeParts } from '../../format/times.ts';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import type { Column } from './columns.ts';
import { EventMarks } from './event-marks.tsx';
import styles from './history-row.module.css';

interface HistoryRowProps {
  /** Position in the result. */
  readonly index: number;
  /** Distance from the top of the canvas, in px. */
  readonly top: number;
  readonly zone: string;
  readonly isActive: boolean;
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

/** One event on one line. It renders again only if its own data or state changes. */
export const HistoryRow = memo(function HistoryRow(props: HistoryRowProps) {
  const { index, top, zone, isActive, isSelected, mark, row } = props;
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
        isActive && styles.active,
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      {mark && <EventMarks mark={mark} />}
      {row ? <Cells row={row} zone={zone} /> : <NoCells isGone={row === null} />}
    </div>
  );
});

function Cells({ row, zone }: { readonly row: EventSummary; readonly zone: string }) {
  const { date, time } = timeParts(row.occurredAt, zone);
  return (
    <>
      <Cell column="time">
        <span className={styles.date}>{date}</span> {time}
      </Cell>
      <Cell column="severity">
        <SeverityMark severity={row.severity} />
      </Cell>
      <Cell column="action">
        <SafeText as="cell" text={row.action} />
      </Cell>
      <Cell column="actor">
        {row.actorName === null ? <None /> : <SafeText as="cell" text={row.actorName} />}
      </Cell>
      <Cell column="target">
        {row.target ? <SafeText as="cell" text={row.target.name ?? row.target.id} /> : <None />}
        {row.targetCount > 1 && <span className={styles.more}>+{row.targetCount - 1}</span>}
      </Cell>
      <Cell column="message">
        <SafeText as="cell" text={row.message} />
      </Cell>
      <Cell column="outcome">
        <OutcomeMark outcome={row.outcome} />
      </Cell>
    </>
  );
}

interface CellProps {
  readonly column: Column;
  readonly children: ReactNode;
}

function Cell({ column, children }: CellProps) {
  return (
    <div role="gridcell" data-column={column} className={styles[column]}>
      {children}
    </div>
  );
}

function None() {
  return <span className={styles.none}>–</span>;
}

/** Keeps the place of a row: the same height, so that nothing moves when the row arrives. */
function NoCells({ isGone }: { readonly isGone: boolean }) {
  return (
    <div role="gridcell" className={styles.placeholder}>
      {isGone ? 'No longer in the trail' : <span className={styles.bar} />}
    </div>
  );
}
