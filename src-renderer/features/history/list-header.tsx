import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { COLUMNS, COLUMN_LABELS } from './columns.ts';
import styles from './list-header.module.css';

/** Height of the header, which stays above the rows, in px. */
export const HEADER_HEIGHT = 30;

/** The names of the columns; the time turns the order round. */
export function ListHeader() {
  return (
    <div role="rowgroup" className={styles.header} style={{ height: HEADER_HEIGHT }}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        <TimeHeader />
        {COLUMNS.filter((column) => column !== 'time').map((column) => (
          <div
            key={column}
            role="columnheader"
            data-column={column}
            className={clsx(column === 'severity' && styles.severity)}
          >
            {COLUMN_LABELS[column]}
          </div>
        ))}
      </div>
    </div>
  );
}

function TimeHeader() {
  const order = useAppState((state) => state.order);
  const { setOrder } = useActions();
  const isNewest = order !== 'oldest';
  const Arrow = isNewest ? ArrowDown : ArrowUp;
  return (
    <div role="columnheader" aria-sort={isNewest ? 'descending' : 'ascending'}>
      <button
        type="button"
        className={styles.sort}
        title={isNewest ? 'Newest first; show oldest first' : 'Oldest first; show newest first'}
        onClick={() => setOrder(isNewest ? 'oldest' : 'newest')}
      >
        {COLUMN_LABELS.time}
        <Arrow size={12} aria-hidden />
      </button>
    </div>
  );
}
