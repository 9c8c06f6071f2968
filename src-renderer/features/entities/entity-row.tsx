import type { Entity } from '#shared/model/entity.ts';
import { clsx } from 'clsx';
import { Flag } from 'lucide-react';
import { memo } from 'react';
import { safeString } from '#shared/text/safe-text.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatSeconds } from '../../format/times.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './entity-list.module.css';

interface EntityRowProps {
  readonly index: number;
  /** Distance from the top of the canvas, in px. */
  readonly top: number;
  /** Undefined while it is on the way. */
  readonly row: Entity | undefined;
  readonly zone: string;
  readonly isActive: boolean;
  /** One of those that are acted on. */
  readonly isSelected: boolean;
}

/** Id of a mounted row, which the grid names as its active descendant. */
export function entityRowId(index: number): string {
  return `entity-row-${index}`;
}

/** One entity on one line. */
export const EntityRow = memo(function EntityRow(props: EntityRowProps) {
  const { index, top, row, zone, isActive, isSelected } = props;
  return (
    <div
      role="row"
      id={entityRowId(index)}
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-busy={row === undefined}
      data-index={index}
      className={clsx(
        styles.columns,
        styles.row,
        isSelected && styles.selected,
        isActive && styles.active,
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      {row && <Cells row={row} zone={zone} />}
    </div>
  );
});

function Cells({ row, zone }: { readonly row: Entity; readonly zone: string }) {
  const { type, id, name, events, firstSeen, lastSeen, flagged } = row;
  const hasName = name !== null && name !== '' && name !== id;
  return (
    <>
      <div role="gridcell" className={styles.name} title={safeString(`${name ?? ''} ${id}`.trim())}>
        <span className={styles.mark}>
          {flagged && (
            <span title="Flagged">
              <Flag size={12} className={styles.flag} aria-hidden />
              <span className="visually-hidden">Flagged </span>
            </span>
          )}
        </span>
        <span className={styles.words}>
          <SafeText as="cell" text={hasName ? name : id} />
        </span>
        {hasName && (
          <span className={styles.id}>
            <SafeText as="cell" text={id} />
          </span>
        )}
      </div>
      <div role="gridcell" className={styles.quiet}>
        <SafeText as="cell" text={type} />
      </div>
      <div role="gridcell" className={styles.number}>
        {formatCount(events)}
      </div>
      <Time at={firstSeen} zone={zone} />
      <Time at={lastSeen} zone={zone} />
    </>
  );
}

function Time({ at, zone }: { readonly at: number | null; readonly zone: string }) {
  return (
    <div role="gridcell" className={styles.time} title={at === null ? 'Its events are gone' : ''}>
      {at === null ? '–' : formatSeconds(at, zone)}
    </div>
  );
}
