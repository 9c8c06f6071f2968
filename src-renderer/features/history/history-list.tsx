import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { MouseEvent, PointerEvent } from 'react';
import type { HistoryResult } from '../../data/history-cache.ts';
import { useActions, useApp, useAppState, useZone } from '../../state/app-context.tsx';
import { isAny, isChosen } from '../../state/slices/chosen.ts';
import { selectDensity } from '../../state/views.ts';
import { CellMenu } from './cell-menu.tsx';
import type { CellMenuTarget } from './cell-menu.tsx';
import { ROW_START } from './column-layout.ts';
import { ColumnsButton } from './columns-button.tsx';
import { cellTitle, columnOf } from './columns.ts';
import type { Column } from './columns.ts';
import styles from './history-list.module.css';
import { ACTIVE_CELL_ID, HistoryRow, rowElementId } from './history-row.tsx';
import { HEADER_HEIGHT, ListHeader } from './list-header.tsx';
import { useChoosing } from './use-choosing.ts';
import { useEventMarks } from './use-event-marks.ts';
import { useListColumns } from './use-list-columns.ts';
import { useListKeys } from './use-list-keys.ts';
import { useRowWindow } from './use-row-window.ts';

/** Height of a row in px for each density; the same numbers as in performance and docs. */
const ROW_HEIGHTS = { compact: 24, standard: 28, comfortable: 34 } as const;

interface HistoryListProps {
  readonly result: HistoryResult;
}

/** The events of a result: a grid with one focus target and as many rows as fit. */
export function HistoryList({ result }: HistoryListProps) {
  const { history } = useApp();
  const zone = useZone();
  const actions = useActions();
  const density = useAppState(selectDensity);
  const activeIndex = useAppState((state) => state.activeIndex);
  const activeSeq = useAppState((state) => state.activeSeq);
  const reveal = useAppState((state) => state.reveal);
  const grid = useRef<HTMLDivElement>(null);
  const rowHeight = ROW_HEIGHTS[density];
  const list = useRowWindow(grid, HEADER_HEIGHT, result.count, rowHeight, result.question);
  const listColumns = useListColumns(grid);
  const { layout } = listColumns;
  const [menu, setMenu] = useState<CellMenuTarget | null>(null);
  const { reveal: revealRow } = list;

  useLayoutEffect(() => {
    if (reveal) revealRow(reveal.index);
  }, [reveal, revealRow]);

  const first = list.rows[0]?.index ?? 0;
  const end = (list.rows.at(-1)?.index ?? -1) + 1;
  useEffect(() => {
    if (end > first) history.want(first, end);
  }, [history, first, end]);

  const chosen = useAppState((state) => state.chosen);
  const choosing = useChoosing();
  const marks = useEventMarks(first, end);
  const { activeColumn, setActiveColumn, handleKeyDown } = useListKeys({
    grid,
    total: result.count,
    list,
    columns: layout.columns,
    choosing,
    onMenu: setMenu,
  });

  const activate = (index: number): void => {
    setActiveColumn(null);
    actions.activate(index, history.rowAt(index)?.seq ?? null);
  };

  const handleClick = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    if (!place || document.getSelection()?.type === 'Range') return;
    const isChoosing = choosing.handleClick(event, place.index);
    activate(place.index);
    if (!isChoosing) actions.openDetail();
  };

  const handleContextMenu = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    const row = place && history.rowAt(place.index);
    if (!place || !row) return;
    event.preventDefault();
    if (!isChosen(chosen, row.seq)) actions.chooseOnly(row.seq);
    activate(place.index);
    setMenu({ row, column: place.column, x: event.clientX, y: event.clientY });
  };

  // Titles are made when the pointer asks for one: hundreds of them slow scrolling down.
  const handlePointerOver = (event: PointerEvent): void => {
    const place = placeOf(event.target);
    const row = place && history.rowAt(place.index);
    if (row && place.cell && place.column) {
      place.cell.title = cellTitle(place.column, row, zone);
    }
  };

  const isMounted = activeIndex !== null && activeIndex >= first && activeIndex < end;
  const hasActiveCell = isMounted && activeColumn !== null && Boolean(history.rowAt(activeIndex));
  const activeId = isMounted && (hasActiveCell ? ACTIVE_CELL_ID : rowElementId(activeIndex));
  return (
    <div className={styles.list}>
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        data-region="history"
        aria-label="Events"
        aria-multiselectable
        aria-rowcount={result.count + 1}
        aria-colcount={layout.columns.length + 1}
        {...(activeId !== false && { 'aria-activedescendant': activeId })}
        className={styles.grid}
        style={{
          '--row-height': `${rowHeight}px`,
          '--row-start': `${ROW_START}px`,
          '--columns': layout.template,
          '--column-gap': `${layout.gap}px`,
          '--row-width': `${layout.rowWidth}px`,
        }}
        data-severity={layout.isSeverityShort ? 'glyph' : undefined}
        data-time={layout.isTimeShort ? 'short' : undefined}
        onKeyDown={handleKeyDown}
        onClick={handleClick}
        onContextMenu={handleContextMenu}
        onPointerOver={handlePointerOver}
      >
        <ListHeader list={listColumns} />
        <div className={styles.canvas} role="rowgroup" style={{ height: list.canvasHeight }}>
          {list.rows.map(({ index, top, slot }) => {
            const row = history.rowAt(index);
            const isActive =
              row && activeSeq !== null ? row.seq === activeSeq : index === activeIndex;
            return (
              <HistoryRow
                key={slot}
                index={index}
                top={top}
                row={row}
                columns={layout.columns}
                isActive={isActive}
                activeColumn={isActive ? activeColumn : null}
                isSelected={isAny(chosen) ? isChosen(chosen, row?.seq ?? null) : isActive}
                mark={row ? marks.get(row.seq) : undefined}
                zone={zone}
              />
            );
          })}
        </div>
      </div>
      <ColumnsButton list={listColumns} />
      <CellMenu columns={layout.columns} target={menu} onClose={() => setMenu(null)} />
    </div>
  );
}

/** A place in the grid that the pointer is at. */
interface PointerPlace {
  readonly index: number;
  readonly column: Column | null;
  readonly cell: HTMLElement | null;
}

/** The row and cell under a mouse event; one listener serves all rows. */
function placeOf(target: EventTarget): PointerPlace | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest<HTMLElement>('[data-index]');
  if (!row) return null;
  const cell = target.closest<HTMLElement>('[data-column]');
  return {
    index: Number(row.dataset['index']),
    column: columnOf(cell?.dataset['column']) ?? null,
    cell,
  };
}
