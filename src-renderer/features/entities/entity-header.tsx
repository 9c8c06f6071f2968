import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useActions, useAppState } from '../../state/app-context.tsx';
import type { EntityQuery } from '../../state/slices/entities.ts';
import styles from './entity-list.module.css';

/** Height of the header, which stays above the rows, in px. */
export const HEADER_HEIGHT = 30;

/** The names of the columns; those that the list can be in the order of are buttons. */
export function EntityHeader() {
  return (
    <div role="rowgroup" className={styles.header} style={{ height: HEADER_HEIGHT }}>
      <div role="row" aria-rowindex={1} className={styles.columns}>
        <Sortable order="name" title="Name" />
        <div role="columnheader">Type</div>
        <Sortable order="events" title="Events" isNumber />
        <div role="columnheader">First seen</div>
        <Sortable order="recent" title="Last seen" />
      </div>
    </div>
  );
}

interface SortableProps {
  readonly order: EntityQuery['order'];
  readonly title: string;
  readonly isNumber?: boolean;
}

const HINTS: Readonly<Record<EntityQuery['order'], string>> = {
  name: 'By name',
  events: 'Most events first',
  recent: 'Last seen first',
};

function Sortable({ order, title, isNumber = false }: SortableProps) {
  const current = useAppState((state) => state.entityQuery.order);
  const { askEntities } = useActions();
  const isSorted = current === order;
  const isAscending = order === 'name';
  const Arrow = isAscending ? ArrowUp : ArrowDown;
  return (
    <div
      role="columnheader"
      className={clsx(isNumber && styles.number)}
      {...(isSorted ? { 'aria-sort': isAscending ? 'ascending' : 'descending' } : {})}
    >
      <button
        type="button"
        className={styles.sort}
        title={HINTS[order]}
        onClick={() => {
          if (!isSorted) askEntities({ order });
        }}
      >
        {isNumber && isSorted && <Arrow size={12} aria-hidden />}
        {title}
        {!isNumber && isSorted && <Arrow size={12} aria-hidden />}
      </button>
    </div>
  );
}
